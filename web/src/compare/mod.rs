//! The same work on several plans, side by side.

pub(crate) mod candidates;
pub(crate) mod edit;
pub(crate) mod words;

use std::rc::Rc;

use creditcast_catalog::catalog;
use creditcast_core::amount::{Amount, Money};
use creditcast_core::comparison::Candidate;
use creditcast_core::document::{At, Problem, Problems, Read, Value};
use creditcast_core::rate_card::RateCard;
use creditcast_core::scenario::Scenario;
use creditcast_core::subscription::Change;

use self::candidates::{OTHERS_MAX, is_chosen, is_same, loss, own, pinned, unfrozen};
use self::words::Piece;
use crate::draft::Draft;
use crate::run::Run;

/// What the core said of several candidates, and what each of them comes to day by day.
pub(crate) struct Compared {
    /// The plan on the desk first, then the others, the best first, then those that cannot be run but were chosen.
    pub columns: Vec<Column>,
    /// Those that have no column.
    pub rest: Vec<Column>,
    /// The place of the column that the others are held against.
    pub baseline: usize,
    /// Where the best changes as all use grows.
    pub break_evens: Vec<BreakEven>,
}

/// A candidate.
pub(crate) struct Column {
    /// As it is asked for.
    pub document: Value,
    /// What it is called.
    pub name: String,
    /// What it is, in a few words.
    pub what: String,
    /// The title of its card.
    card: String,
    /// Has it a name of its own?
    is_named: bool,
    /// What it comes to, or why it cannot be run.
    pub outcome: Result<Outcome, Vec<String>>,
    /// The same without a freeze, where nothing else keeps it from being run.
    pub unfrozen: Option<Value>,
}

/// What a candidate comes to.
pub(crate) struct Outcome {
    /// Its place among all, from 1.
    pub rank: usize,
    /// How much of what is asked for it serves: `all`, `disputed`, `part`, `none`.
    pub serves: String,
    /// The same as a share.
    pub share: f64,
    /// What is paid, in the currency in which all are ranked.
    pub cost: Money,
    /// What of the plan on the desk does not apply to it.
    pub dropped: Vec<String>,
    /// Was there too much to look where the best changes?
    pub is_untried: bool,
    /// Day by day.
    pub run: Run,
}

/// A part of today's use up to which one candidate is the best, and from which on another is.
pub(crate) struct BreakEven {
    /// The part.
    pub scale: f64,
    /// The names of the best up to it and of any more.
    pub names: [String; 2],
}

impl Compared {
    /// What the core said, with its pictures.
    #[inline(never)]
    pub(crate) fn of(
        draft: &Rc<Draft>,
        card: &RateCard,
        told: &Draft,
        scenario: &Scenario,
    ) -> Self {
        let asked = Asked { draft, card, told, scenario };
        let ranked = (0..told.count("/ranked")).map(|index| asked.ranked(index));
        let mut columns: Vec<Column> = ranked.collect();
        columns.extend((0..told.count("/notRun")).map(|index| asked.not_run(index)));
        let own = own(draft);
        if let Some(place) = columns.iter().position(|column| is_same(&column.document, &own)) {
            let column = columns.remove(place);
            columns.insert(0, column);
        }
        let has_column = |column: &Column| {
            is_chosen(draft) || column.outcome.is_ok() || is_same(&column.document, &own)
        };
        let (mut columns, mut rest): (Vec<_>, Vec<_>) = columns.into_iter().partition(has_column);
        rest.splice(0..0, columns.drain(columns.len().min(1 + OTHERS_MAX)..));
        let pinned = pinned(draft);
        let is_pinned = |column: &Column| {
            pinned.as_ref().is_some_and(|pinned| is_same(pinned, &column.document))
        };
        let baseline = columns.iter().position(is_pinned);
        let baseline = baseline.unwrap_or(0);
        let held_against = columns.get(baseline).map_or("", |column| &column.card);
        let break_even = |index| asked.break_even(index, held_against);
        let break_evens = (0..told.count("/breakEvens")).filter_map(break_even).collect();
        Compared { columns, rest, baseline, break_evens }
    }

    /// The column that the others are held against, if it can be run.
    pub(crate) fn held_against(&self) -> Option<(&Column, &Outcome)> {
        let column = self.columns.get(self.baseline)?;
        Some((column, column.outcome.as_ref().ok()?))
    }

    /// What a column is called among the others: with its card, if that is not the one that all are held against.
    pub(crate) fn called(&self, column: &Column) -> String {
        let held_against = self.columns.get(self.baseline).map(|baseline| &*baseline.card);
        column.called(held_against.unwrap_or_default())
    }

    /// What is said aloud.
    #[inline(never)]
    pub(crate) fn sentence(&self) -> String {
        let said = words::answer(self).into_iter().map(|piece| match piece {
            Piece::Words(said) | Piece::Key(said) => said,
        });
        said.collect()
    }

    /// The documents of all but the plan on the desk.
    pub(crate) fn others(&self) -> Vec<Value> {
        self.columns.iter().skip(1).map(|column| column.document.clone()).collect()
    }

    /// The best column.
    pub(crate) fn best(&self) -> Option<(&Column, &Outcome)> {
        let run =
            self.columns.iter().filter_map(|column| Some((column, column.outcome.as_ref().ok()?)));
        run.min_by_key(|(_, outcome)| outcome.rank)
    }
}

impl Column {
    /// "Pro, monthly (Lusha, June 2026)" beside plans of another card.
    fn called(&self, card: &str) -> String {
        if self.is_named || self.card == card {
            return self.name.clone();
        }
        format!("{} ({})", self.name, self.card)
    }
}

/// What was asked, and what was said.
struct Asked<'a> {
    draft: &'a Rc<Draft>,
    card: &'a RateCard,
    told: &'a Draft,
    scenario: &'a Scenario,
}

impl Asked<'_> {
    fn ranked(&self, index: usize) -> Column {
        let at = |key: &str| format!("/ranked/{index}/{key}");
        let outcome = |candidate: &Candidate| {
            let run = self.run(candidate).ok()?;
            let converted = self.told.get(&at("converted/amount")).and(Some("converted"));
            Some(Outcome {
                rank: index + 1,
                serves: self.told.text(&at("serves")).unwrap_or_default().to_owned(),
                share: self.told.number(&at("servedShare")).unwrap_or_default(),
                cost: self.money(&at(converted.unwrap_or("cost"))),
                dropped: self.dropped(&at("warnings")),
                is_untried: self
                    .warns(&at("warnings"), |code| code == "notAllTried")
                    .next()
                    .is_some(),
                run,
            })
        };
        let ran = |candidate: &Candidate| outcome(candidate).ok_or_else(Vec::new);
        let mut column = self.column(&at("candidate"), ran);
        let lost = loss(&column.document, self.draft, self.card);
        if let (Ok(outcome), Some((_, loss))) = (&mut column.outcome, lost) {
            outcome.dropped.extend(loss.said.into_iter().map(str::to_owned));
        }
        column
    }

    fn not_run(&self, index: usize) -> Column {
        let at = |key: &str| format!("/notRun/{index}/{key}");
        let problems = self.hindered(&at("problems"));
        let mut column = self.column(&at("candidate"), |_| Err(problems));
        let lost = loss(&column.document, self.draft, self.card);
        if let Some((card, loss)) = lost.filter(|(_, loss)| !loss.titles.is_empty()) {
            column.outcome = Err(vec![words::lacking(card, &loss.titles)]);
        } else if self.is_kept_by_freeze(&at("problems")) {
            let candidate = self.told.get(&at("candidate")).cloned().unwrap_or_default();
            column.unfrozen = Some(unfrozen(&candidate, &column.name, self.draft));
        }
        column
    }

    /// Does nothing but a freeze that it cannot have keep a candidate from being run?
    fn is_kept_by_freeze(&self, at: &str) -> bool {
        let code = |place| self.told.text(&format!("{at}/{place}/code"));
        let mut codes = (0..self.told.count(at)).filter_map(code);
        codes.all(|code| code == "freezeNotMonthly" || code == "freezeNotPaid")
    }

    /// What keeps a candidate from being run; that its terms are not published is said once.
    fn hindered(&self, at: &str) -> Vec<String> {
        let text = |place, key| self.told.text(&format!("{at}/{place}/{key}"));
        let places = 0..self.told.count(at);
        if places.clone().any(|place| text(place, "code") == Some("termsNeeded")) {
            return vec![words::BY_QUOTE.to_owned()];
        }
        places.filter_map(|place| text(place, "message")).map(crate::words::quoted).collect()
    }

    fn column(
        &self,
        at: &str,
        outcome: impl FnOnce(&Candidate) -> Result<Outcome, Vec<String>>,
    ) -> Column {
        let document = self.told.get(at).cloned().unwrap_or_default();
        let read = Candidate::read(&document, At::Root, &mut Problems::default());
        let candidate = read.unwrap_or_default();
        let changes = self.changes(&candidate);
        Column {
            name: words::name_of(&candidate, &changes),
            what: words::what(&candidate, &changes),
            card: words::card_title(&candidate),
            is_named: candidate.label.is_some(),
            outcome: outcome(&candidate),
            document: untranslated(document),
            unfrozen: None,
        }
    }

    fn run(&self, candidate: &Candidate) -> Result<Run, Vec<Problem>> {
        let scenario = candidate.scenario(candidate.asks(self.scenario), catalog())?;
        Run::of_scenario(Rc::clone(self.draft), scenario)
    }

    /// What is done with the subscription on a candidate.
    fn changes(&self, candidate: &Candidate) -> Vec<Change> {
        let scenario = candidate.scenario(candidate.asks(self.scenario), catalog());
        scenario.map(|scenario| scenario.subscription.changes).unwrap_or_default()
    }

    fn money(&self, at: &str) -> Money {
        let amount = self.told.text(&format!("{at}/amount")).and_then(Amount::from_decimal);
        let currency = self.told.text(&format!("{at}/currency")).unwrap_or_default();
        Money::new(amount.unwrap_or(Amount::ZERO), currency)
    }

    /// What of the plan on the desk does not apply, in the words of the core.
    fn dropped(&self, at: &str) -> Vec<String> {
        let message = |index| self.told.text(&format!("{at}/{index}/message"));
        let all = self.warns(at, |code| code.ends_with("Dropped"));
        all.filter_map(message).map(str::to_owned).collect()
    }

    /// The places of the warnings whose codes are so.
    fn warns(&self, at: &str, is_so: fn(&str) -> bool) -> impl Iterator<Item = usize> {
        let code = move |index: &usize| self.told.text(&format!("{at}/{index}/code"));
        (0..self.told.count(at)).filter(move |index| code(index).is_some_and(is_so))
    }

    fn break_even(&self, index: usize, card: &str) -> Option<BreakEven> {
        let at = |key: &str| format!("/breakEvens/{index}/{key}");
        let part = |key: &str| self.told.number(&at(key));
        let scale = part("scale/numerator")? / part("scale/denominator")?;
        let column = |key| self.column(&at(key), |_| Err(Vec::new()));
        let names = ["below", "above"].map(|key| column(key).called(card));
        Some(BreakEven { scale, names })
    }
}

/// A candidate as it was chosen: work that has no name of its own is the plan's, in the actions of another card.
fn untranslated(candidate: Value) -> Value {
    let mut candidate = Draft::from(candidate);
    if !candidate.has("/label") {
        candidate.remove("/scenario");
    }
    candidate.into_document()
}
