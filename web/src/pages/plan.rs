//! The plan: question, answer, and everything behind it.

use creditcast_core::calendar::Date;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo};

use crate::components::answer::Answer;
use crate::components::bill::Bill;
use crate::components::brief::Brief;
use crate::components::disagree::Disagree;
use crate::components::footer::Footer;
use crate::components::masthead::Masthead;
use crate::components::notes::Notes;
use crate::components::problems::Problems;
use crate::components::question::Question;
use crate::components::reckoning::Reckoning;
use crate::components::score::Score;
use crate::components::spending::Spending;
use crate::components::take_along::TakeAlong;
use crate::doubt::{Doubt, doubts};
use crate::form::Form;
use crate::hooks::use_spoken;
use crate::run::Run;
use crate::shared::Shared;
use crate::state::{Action, State};

/// No more doubts than this are noted beside the answer.
const NOTES_MAX: usize = 2;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub state: State,
    pub today: Date,
    pub act: Callback<Action>,
}

#[component]
pub(crate) fn Plan(props: &Props) -> Html {
    let Props { state, today, act } = props;
    let doubts = use_memo(state.run.clone(), |run| run.as_deref().map(doubts).unwrap_or_default());
    let spoken = use_spoken(announcement(state).into());
    let form = form(state, act);
    let notes: Vec<Doubt> =
        doubts.iter().filter(|doubt| doubt.matters()).take(NOTES_MAX).cloned().collect();
    html! {
        <>
            <a class="skip" href="#answer">{ "Skip to the answer" }</a>
            { masthead(props) }
            <p class="unseen" role="status">{ spoken }</p>
            <main>
                <div class="top">
                    <div class="asked">
                        <Question form={form.clone()} card={state.card.clone()} />
                        { answer(state, &form, &notes) }
                    </div>
                    if let Some(run) = &state.run {
                        <Notes run={run.clone()} doubts={notes.clone()} today={*today} act={act.clone()} />
                    }
                </div>
                if let Some(run) = &state.run {
                    { figures(state, &form, run, &doubts) }
                }
                <TakeAlong draft={state.draft.clone()} run={complete(state)} act={act.clone()} />
            </main>
            if let Some(run) = &state.run {
                <Footer run={run.clone()} />
            }
        </>
    }
}

fn form(state: &State, act: &Callback<Action>) -> Form {
    Form {
        draft: state.draft.clone(),
        problems: state.problems.clone(),
        open: state.open.clone(),
        act: act.clone(),
    }
}

fn masthead(props: &Props) -> Html {
    let state = &props.state;
    let title = state.draft.text("/title").map(|title| AttrValue::from(title.to_owned()));
    html! {
        <Masthead
            {title}
            has_past={state.has_past()}
            has_future={state.has_future()}
            act={props.act.clone()}
        />
    }
}

fn answer(state: &State, form: &Form, notes: &[Doubt]) -> Html {
    match &state.run {
        Some(run) if state.problems.is_empty() => {
            html! { <Answer run={run.clone()} doubts={notes.to_vec()} /> }
        }
        run => html! { <Problems form={form.clone()} has_run={run.is_some()} /> },
    }
}

fn figures(state: &State, form: &Form, run: &Shared<Run>, doubts: &[Doubt]) -> Html {
    html! {
        <>
            <div class="desk">
                <Brief form={form.clone()} card={state.card.clone()} run={run.clone()} />
                <div class="shown">
                    <Score run={run.clone()} />
                    <Reckoning run={run.clone()} />
                </div>
            </div>
            <Spending run={run.clone()} />
            <Disagree run={run.clone()} doubts={doubts.to_vec()} act={form.act.clone()} />
            <Bill run={run.clone()} />
        </>
    }
}

/// The run, if it is that of what was typed.
fn complete(state: &State) -> Option<Shared<Run>> {
    state.run.clone().filter(|_| state.problems.is_empty())
}

/// What is said aloud: the answer, or that there is none.
fn announcement(state: &State) -> String {
    match &state.run {
        Some(run) if state.problems.is_empty() => run.report.answer.clone(),
        _ => state.problems.iter().map(|problem| &*problem.message).collect::<Vec<_>>().join(" "),
    }
}
