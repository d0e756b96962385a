//! Why a number is what it is: its rules, and the sentence behind each.

use std::cell::RefCell;

use creditcast_core::rate_card::{RateCard, Source, Trust};
use yew::Html;

use crate::format;
use crate::view::{Child, html};
use crate::words::number_word;

thread_local! {
    /// The explanation that was asked for last, which forty places of a page would have to be told of otherwise.
    static ASKED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on the explanation of this id has its words.
pub(crate) fn ask(id: String) {
    ASKED.set(id);
}

/// The class of what opens with an explanation.
pub(crate) const TIP: &str = "tip";

/// An explanation.
#[derive(Default, PartialEq)]
pub(crate) struct Why {
    /// A name that no other explanation on the page has.
    pub id: String,
    /// How the number comes about, in a sentence.
    pub how: String,
    /// The ids of the rules that make it.
    pub rules: Vec<String>,
    /// The ids of the sources, where it is no rule that makes it.
    pub sources: Vec<String>,
    /// How the number looks.
    pub class: &'static str,
}

impl Why {
    /// An explanation of this name.
    pub(crate) fn of(id: impl Into<String>) -> Self {
        Why { id: "why-".to_owned() + &id.into(), ..Why::default() }
    }

    /// By these rules.
    pub(crate) fn by(self, rules: Vec<String>) -> Self {
        Why { rules, ..self }
    }

    /// In this way.
    pub(crate) fn how(self, how: impl Into<String>) -> Self {
        Why { how: how.into(), ..self }
    }

    /// Because these say so.
    pub(crate) fn says(self, sources: &[String]) -> Self {
        Why { sources: sources.to_vec(), ..self }
    }

    /// Looking so.
    pub(crate) fn looks(self, class: &'static str) -> Self {
        Why { class, ..self }
    }

    /// Is it the one that was asked for last?
    pub(crate) fn is_asked(&self) -> bool {
        ASKED.with_borrow(|asked| *asked == self.id)
    }

    /// The number itself is the button that opens its explanation.
    pub(crate) fn explains(&self, card: &RateCard, what: impl Child) -> Html {
        self.around(card, html! { { what } })
    }

    fn around(&self, card: &RateCard, what: Html) -> Html {
        let id = self.id.clone();
        html! {
            <>
                <button type="button" class={format!("why {}", self.class)} popovertarget={id.clone()}>
                    { what }
                </button>
                <span class={TIP} {id} popover="auto">
                    // Half of the page would be such words: they are drawn when they are asked for.
                    if self.is_asked() {
                        { self.words(card) }
                    }
                </span>
            </>
        }
    }

    fn words(&self, card: &RateCard) -> Html {
        html! {
            <>
                if !self.how.is_empty() {
                    <span class="how">{ &self.how }</span>
                }
                for rule in self.rules.iter().filter_map(|id| card.rule(id)) {
                    <span class="rule">
                        <span class="rule-title">{ &rule.title }</span>
                        { for cited(card, &rule.sources) }
                    </span>
                }
                { for cited(card, &self.sources) }
            </>
        }
    }
}

/// The first sentence of these sources, and the others one click away, under a name of its own.
pub(crate) fn said(card: &RateCard, name: &str, ids: &[String]) -> Html {
    let (first, others) = ids.split_at(ids.len().min(1));
    let word = if others.len() == 1 { "sentence" } else { "sentences" };
    let text = format!("and {} more {word}", number_word(others.len()));
    html! {
        <>
            { for cited(card, first) }
            if !others.is_empty() {
                <span class="others">
                    { Why::of(name).says(others).looks("cite cited").explains(card, text) }
                </span>
            }
        </>
    }
}

/// The sentences of these sources.
pub(crate) fn cited(card: &RateCard, ids: &[String]) -> Vec<Html> {
    card.sources_of(ids).map(|source| citation(source)).collect()
}

/// A sentence with who says it and when it was read.
pub(crate) fn citation(source: &Source) -> Html {
    html! {
        <span class="source">
            { disc(source.trust) }
            <span class={said_by(source.trust)}>{ &source.says }</span>
            <span class="cited">
                if let Some(url) = &source.url {
                    <a href={url.clone()} target="_blank" rel="noreferrer">{ &source.title }</a>
                } else {
                    { &source.title }
                }
                { format!(", read {}; {}", format::short_day(source.read), in_words(source.trust)) }
            </span>
        </span>
    }
}

/// Only the vendor's own words stand in the voice, in quotation marks.
pub(crate) fn said_by(trust: Trust) -> &'static str {
    if trust == Trust::Vendor { "quoted" } else { "paraphrased" }
}

/// Full for the vendor's own page, half for a reading of it, a ring for a claim, dashes for ours.
pub(super) fn disc(trust: Trust) -> Html {
    let class = match trust {
        Trust::Vendor => "disc full",
        Trust::ThirdPartyReading => "disc half",
        Trust::ThirdPartyClaim => "disc ring",
        Trust::Inference => "disc dashed",
    };
    html! {
        <svg {class} viewBox="0 0 12 12" aria-hidden="true">
            <circle cx="6" cy="6" r="4.5" />
            <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" />
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
