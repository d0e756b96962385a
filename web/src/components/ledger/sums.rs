//! What the lines that are shown come to: what came and what went, as a sum.

use creditcast_core::amount::Amount;
use creditcast_core::report::EntryKind;
use yew::Html;

use crate::components::brief::told;
use crate::format;
use crate::ledger::Book;
use crate::ledger::lines::Kind;
use crate::view::html;

/// The sum of the lines that are shown.
pub(crate) fn sums(book: &Book) -> Html {
    let of = |kind| {
        let is_its = |line: &Amount| *line != Amount::ZERO;
        let amounts = book.lines().map(|line| match line.kind {
            Kind::Entry(its) if its == kind => line.amount,
            _ => Amount::ZERO,
        });
        amounts.filter(is_its).sum::<Amount>()
    };
    let rows = [
        ("Held at the start", of(EntryKind::Opening), ""),
        ("Granted", of(EntryKind::Grant), "have"),
        ("Topped up", of(EntryKind::TopUp), "bought"),
        ("Charged", of(EntryKind::Charge), ""),
        ("Expired", of(EntryKind::Expiry), "lost"),
    ];
    let together: Amount = rows.iter().map(|(_, amount, _)| *amount).sum();
    let carried = if book.filter.is_whole() { book.carried() } else { Amount::ZERO };
    let total = if book.filter.is_whole() { "Left at the end" } else { "Together" };
    html! {
        <section class="reason" aria-labelledby="adds-up">
            <h2 id="adds-up">{ "How it adds up" }</h2>
            <p class="lede">{ "Choose a line to see why it is what it is: each rule, and the sentence that it stands on." }</p>
            <dl class="worked">
                if carried > Amount::ZERO {
                    <div class="worked-line">
                        <dt>{ format!("Carried to {}", format::day(book.filter.from)) }</dt>
                        <dd>{ told(&book.run, carried) }</dd>
                    </div>
                }
                for (name, amount, class) in rows.into_iter().filter(|(_, amount, _)| *amount != Amount::ZERO) {
                    <div class={format!("worked-line {class}")}>
                        <dt>{ name }</dt>
                        <dd>{ book.signed(amount) }</dd>
                    </div>
                }
                <div class="worked-total">
                    <dt>{ total }</dt>
                    <dd><span class="sum">{ balance(book, carried + together) }</span></dd>
                </div>
            </dl>
        </section>
    }
}

/// A balance needs no sign.
fn balance(book: &Book, amount: Amount) -> String {
    if book.filter.is_whole() { told(&book.run, amount) } else { book.signed(amount) }
}
