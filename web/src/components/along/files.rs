//! What a plan can be made into.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::JsString;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Event, Html};

use super::super::sheet::{close, copies};
use crate::along::{months, poster, program};
use crate::browser;
use crate::comparison;
use crate::form::Form;
use crate::json;
use crate::run::Run;
use crate::state::Action;
use crate::status::{Happened, Said};
use crate::view::html;

/// By then what is printed has been drawn.
const DRAWN_AFTER_MS: u32 = 50;
const JSON: &str = "application/json";

/// A press that makes something of a run.
type Make = fn(Form, &Rc<Run>) -> Callback<Event>;

/// The ways out, each with what it is for. A scenario can be taken along as it is; what it comes to, only when it is
/// complete.
pub(super) fn files(form: Form) -> Html {
    const OF_RUN: [(&str, &str, Make); 6] = [
        ("Print estimate", "one page for a customer, or a PDF", |form, _| print(form)),
        ("Export months", "CSV, for a spreadsheet", |form, run| export_months(form, run)),
        ("Export picture", "SVG, sharp at any size", |form, run| export_svg(form, run)),
        ("Export picture as PNG", "for slides and mail", |form, run| export_png(form, run)),
        ("Export report", "JSON, everything it comes to", |_, run| export_report(run)),
        ("Copy JavaScript", "runs with the npm package", |form, _| copy_program(form)),
    ];
    let run = form.state.complete();
    html! {
        <section aria-labelledby="along-files">
            <h3 id="along-files">{ "As a page, a file, a program" }</h3>
            <ul class="rows">
                for (name, remark, make) in OF_RUN {
                    { row(name, remark, run.map(|run| make(form, run))) }
                }
                { row("Export scenario", "JSON, what you entered", Some(export_scenario(form))) }
            </ul>
        </section>
    }
}

fn row(name: &str, remark: &str, press: Option<Callback<Event>>) -> Html {
    let disabled = press.is_none();
    let onclick = press.unwrap_or_else(Callback::noop);
    html! {
        <li class="row">
            <button type="button" class="row-name" {disabled} {onclick}>{ name }</button>
            <span class="row-remark">{ remark }</span>
        </li>
    }
}

/// The page is drawn first and printed then: while a browser prints it draws nothing.
fn print(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| {
        close();
        act.emit(Action::Happened(Happened::Printing(true)));
        Timeout::new(DRAWN_AFTER_MS, browser::print).forget();
    })
}

fn export_scenario(form: Form) -> Callback<Event> {
    let draft = Rc::clone(&form.state.draft);
    let name = file_name(form, "json");
    Callback::from(move |_| {
        let scenario = comparison::pinned(draft.document().clone());
        browser::download(&name, JSON, &json::pretty(&scenario));
    })
}

fn export_report(run: &Rc<Run>) -> Callback<Event> {
    let run = Rc::clone(run);
    Callback::from(move |_| browser::download("report.json", JSON, &json::canonical(&run.report)))
}

fn export_months(form: Form, run: &Rc<Run>) -> Callback<Event> {
    let (run, name) = (Rc::clone(run), file_name(form, "csv"));
    Callback::from(move |_| browser::download(&name, "text/csv", &months::csv(&run)))
}

fn export_svg(form: Form, run: &Rc<Run>) -> Callback<Event> {
    let (run, name) = (Rc::clone(run), file_name(form, "svg"));
    Callback::from(move |_| {
        if let Some(svg) = poster::svg(&run) {
            browser::download(&name, "image/svg+xml", &svg);
        }
    })
}

fn export_png(form: Form, run: &Rc<Run>) -> Callback<Event> {
    let (run, name, act) = (Rc::clone(run), file_name(form, "png"), form.act.clone());
    Callback::from(move |_| {
        let (run, name, act) = (Rc::clone(&run), name.clone(), act.clone());
        spawn_local(async move {
            let png = poster::png(&poster::svg(&run).unwrap_or_default()).await;
            if png.and_then(|address| browser::save(&name, &address)).is_err() {
                let said = Said::just("This browser cannot make the picture. Take it as SVG.");
                act.emit(Action::Happened(Happened::Said(said)));
            }
        });
    })
}

fn copy_program(form: Form) -> Callback<Event> {
    let program = program::javascript(form.state.draft.document());
    copies(form, program.into(), "JavaScript copied. It runs with the npm package.")
}

/// A file is called as the plan is, without what a system may read as more than a name.
fn file_name(form: Form, end: &str) -> String {
    let title = form.state.draft.text("/title").unwrap_or("scenario");
    let is_plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric();
    let title = String::from(JsString::from(title).to_lower_case());
    let name: String = title.chars().take(60).map(|c| if is_plain(c) { c } else { '-' }).collect();
    format!("{}.{end}", name.trim_matches('-'))
}
