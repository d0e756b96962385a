//! Every credit accounted for: what came in and what went out, as two bars of one length.

use creditcast_core::amount::Amount;
use yew::Html;

use crate::format;
use crate::order::largest_first;
use crate::picture::percent;
use crate::run::Run;
use crate::view::html;

/// A piece of a bar.
struct Piece {
    name: String,
    class: &'static str,
    amount: Amount,
}

/// The two bars of a run; a money wallet has none.
pub(crate) fn reckoning(run: &Run) -> Html {
    if run.is_money() {
        return Html::default();
    }
    html! {
        <section class="reckoning" aria-labelledby="reckoning">
            <h2 id="reckoning">{ "Every credit accounted for" }</h2>
            { bar("Came in", &came_in(run)) }
            { bar("Went out", &went_out(run)) }
        </section>
    }
}

fn came_in(run: &Run) -> Vec<Piece> {
    let totals = &run.report.totals;
    let piece = |name: &str, class, amount| Piece { name: name.to_owned(), class, amount };
    vec![
        piece("held at the start", "s3", totals.opening),
        piece("granted", "granted", totals.granted),
        piece("topped up", "topped-up", totals.topped_up),
    ]
}

/// The workflows, largest first, and what was not spent.
fn went_out(run: &Run) -> Vec<Piece> {
    let mut spent = largest_first(by_workflow(run).into_iter(), |piece| piece.amount);
    for (piece, class) in spent.iter_mut().zip(["s1", "s2", "s3"]) {
        piece.class = class;
    }
    let totals = &run.report.totals;
    let piece = |name: &str, class, amount| Piece { name: name.to_owned(), class, amount };
    spent.push(piece("expired", "expired", totals.expired));
    spent.push(piece("left", "left", totals.remaining));
    spent
}

fn by_workflow(run: &Run) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for row in &run.report.spending {
        let name = row.workflow.clone().unwrap_or_else(|| "spent".to_owned());
        match pieces.iter_mut().find(|piece| piece.name == name) {
            Some(piece) => piece.amount += row.amount,
            None => pieces.push(Piece { name, class: "s4", amount: row.amount }),
        }
    }
    pieces
}

fn bar(name: &str, pieces: &[Piece]) -> Html {
    let all: Amount = pieces.iter().map(|piece| piece.amount).sum();
    let shown = pieces.iter().filter(|piece| piece.amount > Amount::ZERO);
    html! {
        <div class="account">
            <span class="account-name">{ name }</span>
            <svg class="account-bar" aria-hidden="true">{ for rectangles(pieces, all) }</svg>
            <span class="account-sum">{ format::amount(all) }</span>
            <ul class="legend">
                for piece in shown {
                    <li class={(piece.class == "expired").then_some("lost")}>
                        <svg class="swatch" aria-hidden="true">
                            <rect class={piece.class} width="100%" height="100%" />
                        </svg>
                        <b>{ format::amount(piece.amount) }</b>
                        { " " }
                        { &piece.name }
                    </li>
                }
            </ul>
        </div>
    }
}

fn rectangles(pieces: &[Piece], all: Amount) -> Vec<Html> {
    let all = all.as_micros();
    let mut start = 0;
    let mut rectangles = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.amount > Amount::ZERO) {
        let part = piece.amount.as_micros();
        rectangles.push(html! {
            <rect class={piece.class} x={percent(start, all)} width={percent(part, all)} height="100%" />
        });
        start += part;
    }
    rectangles
}
