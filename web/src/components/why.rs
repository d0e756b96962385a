//! Why a number is what it is: its rules, and the sentence behind each.

use creditcast_core::rate_card::{RateCard, Source, Trust};
use yew::{AttrValue, Classes, Html, Properties, classes, component, html};

use crate::format;
use crate::run::Run;
use crate::shared::Shared;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// A name that no other explanation on the page has.
    pub id: AttrValue,
    pub run: Shared<Run>,
    /// How the number comes about, in a sentence.
    #[prop_or_default]
    pub how: AttrValue,
    /// The ids of the rules that make it.
    #[prop_or_default]
    pub rules: Vec<String>,
    /// The ids of the sources, where it is no rule that makes it.
    #[prop_or_default]
    pub sources: Vec<String>,
    #[prop_or_default]
    pub class: Classes,
    /// What is explained.
    pub children: Html,
}

/// The number itself is the button that opens its explanation.
#[component]
pub(crate) fn Why(props: &Props) -> Html {
    let Props { id, run, how, rules, sources, class, children } = props;
    let card = run.card();
    html! {
        <>
            <button type="button" class={classes!("why", class.clone())} popovertarget={id}>
                { children.clone() }
            </button>
            <span class="tip" {id} popover="auto" role="note">
                if !how.is_empty() {
                    <span class="how">{ how }</span>
                }
                { for rules.iter().filter_map(|rule| explained(card, rule)) }
                { for cited(card, sources) }
            </span>
        </>
    }
}

fn explained(card: &RateCard, rule: &str) -> Option<Html> {
    let rule = card.rule(rule)?;
    Some(html! {
        <span class="rule">
            <span class="rule-title">{ &rule.title }</span>
            { for cited(card, &rule.sources) }
        </span>
    })
}

/// The sentences of these sources.
pub(crate) fn cited<'a>(card: &'a RateCard, ids: &'a [String]) -> impl Iterator<Item = Html> {
    card.sources_of(ids).map(citation)
}

/// A sentence with who says it and when it was read.
fn citation(source: &Source) -> Html {
    html! {
        <span class="source">
            { disc(source.trust) }
            <span class={said_by(source.trust)}>{ &source.says }</span>
            <span class="cited">
                { title(source) }
                { format!(", read {}; {}", format::short_day(source.read), in_words(source.trust)) }
            </span>
        </span>
    }
}

fn title(source: &Source) -> Html {
    match &source.url {
        Some(url) => html! {
            <a href={url.clone()} target="_blank" rel="noreferrer">{ &source.title }</a>
        },
        None => html! { { &source.title } },
    }
}

/// Only the vendor's own words stand in the voice, in quotation marks.
pub(crate) fn said_by(trust: Trust) -> &'static str {
    if trust == Trust::Vendor { "quoted" } else { "paraphrased" }
}

/// Full for the vendor's own page, half for a reading of it, a ring for a claim, dashes for ours.
pub(crate) fn disc(trust: Trust) -> Html {
    let class = match trust {
        Trust::Vendor => "disc full",
        Trust::ThirdPartyReading => "disc half",
        Trust::ThirdPartyClaim => "disc ring",
        Trust::Inference => "disc dashed",
    };
    html! {
        <svg {class} viewBox="0 0 12 12" aria-hidden="true">
            <circle cx="6" cy="6" r="4.5" />
            if trust == Trust::ThirdPartyReading {
                <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" />
            }
        </svg>
    }
}

fn in_words(trust: Trust) -> &'static str {
    match trust {
        Trust::Vendor => "the vendor’s own page",
        Trust::ThirdPartyReading => "the vendor’s page as a third party read it",
        Trust::ThirdPartyClaim => "a third party’s claim, not seen on the vendor’s pages",
        Trust::Inference => "our inference; no page says it",
    }
}
