//! The cards as the tables of the rules have them, by hand: plans, actions, prices.

use super::read::{Micros, ONE};

/// A plan: what a month of it brings and costs, in whole figures of the card.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) rollover: bool,
    /// Credits of a month, if the card has them.
    pub(crate) credits: Micros,
    /// Price of a month, and the month's share of a year.
    pub(crate) price: (Micros, Micros),
    pub(crate) seats: i64,
    pub(crate) seat_price: (Micros, Micros),
}

const CENT: Micros = ONE / 100;

/// A plan of a card. What the card does not publish is 0 here, and given by each scenario.
pub(crate) fn plan(card: &str, id: &str) -> Plan {
    let lusha = |rollover, credits, price: (i64, i64), seats, seat: (i64, i64)| Plan {
        rollover,
        credits: credits * ONE,
        price: (price.0 * CENT, price.1 * CENT),
        seats,
        seat_price: (seat.0 * CENT, seat.1 * CENT),
    };
    match (card, id) {
        ("lusha-help-centre", "free") => lusha(false, 40, (0, 0), 1, (0, 0)),
        ("lusha-help-centre", "starter") => lusha(true, 400, (4_990, 3_745), 1, (0, 0)),
        ("lusha-help-centre", "pro") => lusha(true, 600, (6_990, 5_245), 2, (4_990, 3_740)),
        ("lusha-help-centre", "premium") => lusha(true, 3_400, (39_990, 29_995), 5, (4_990, 3_740)),
        ("lusha-help-centre", "scale") => lusha(true, 0, (0, 0), 1, (0, 0)),
        ("leadfeeder" | "generect", _) => lusha(false, 0, (0, 0), 1, (0, 0)),
        _ => panic!("the model knows no plan {id} of {card}"),
    }
}

/// Is the wallet in money?
pub(crate) fn is_money(card: &str) -> bool {
    card == "generect"
}

/// A data point of an action: its name, the rule that charges it, its price.
pub(crate) type Point = (&'static str, &'static str, Micros);

/// What is charged beside the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// Nothing.
    None,
    /// Each unit sent.
    Unit(Micros),
    /// Each unit that comes back and has not been paid for.
    Matched(Micros),
    /// Each 25 units begun of a request.
    Rows,
    /// Each 5 units begun of a cycle.
    Prompts,
    /// Each unit, from the pool beside the credits.
    Pool,
    /// Each request.
    Request(Micros),
    /// Each 25 results begun of a request, and at least one.
    Fee,
}

/// An action.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Action {
    pub(crate) id: &'static str,
    pub(crate) points: &'static [Point],
    /// The rule of what is charged beside the points, and how.
    pub(crate) base: (&'static str, Base),
    pub(crate) once_points: bool,
    pub(crate) once_unit: bool,
}

const API_POINTS: &[Point] = &[
    ("email", "api.email", ONE),
    ("phone", "api.phone", 5 * ONE),
    ("company", "api.contactCompany", ONE),
];
const PROSPECTING_POINTS: &[Point] = &[
    ("email", "api.email", ONE),
    ("phone", "api.phone", 5 * ONE),
    ("company", "api.company", ONE),
];
const SIGNALS: &[Point] = &[
    ("growthInHiring", "api.growthInHiring", ONE),
    ("growthInHeadcount", "api.growthInHeadcount", ONE),
];
const WORKSPACE_POINTS: &[Point] = &[
    ("email", "workspace.email", ONE),
    ("phone", "workspace.phone", 5 * ONE),
    ("company", "workspace.company", 0),
];
const RECOMMENDED: &[Point] =
    &[("email", "recommendations.email", ONE), ("phone", "recommendations.phone", 5 * ONE)];
const SEARCH_FEE: (&str, Base) = ("api.searchFee", Base::Fee);
const FEE: (&str, Base) = ("api.requestFee", Base::Fee);
const NOTHING: (&str, Base) = ("", Base::None);

/// An action of a card.
pub(crate) fn action(card: &str, id: &str) -> Action {
    match card {
        "leadfeeder" => leadfeeder(id),
        "generect" => generect(id),
        _ => lusha(id),
    }
}

fn plain(id: &'static str, rule: &'static str, base: Base) -> Action {
    Action { id, points: &[], base: (rule, base), once_points: false, once_unit: false }
}

fn reveal(id: &'static str, points: &'static [Point], base: (&'static str, Base)) -> Action {
    Action { id, points, base, once_points: true, once_unit: false }
}

fn asked_each_time(
    id: &'static str,
    points: &'static [Point],
    base: (&'static str, Base),
) -> Action {
    Action { once_points: false, ..reveal(id, points, base) }
}

fn lusha(id: &str) -> Action {
    match id {
        "platform.reveal" => reveal(
            "platform.reveal",
            &[("email", "platform.email", ONE), ("phone", "platform.phone", 5 * ONE)],
            NOTHING,
        ),
        "platform.search" => plain("platform.search", "platform.search", Base::Unit(0)),
        "platform.viewCompany" => {
            plain("platform.viewCompany", "platform.viewCompany", Base::Unit(0))
        }
        "platform.reviewContact" => {
            plain("platform.reviewContact", "platform.reviewContact", Base::Unit(0))
        }
        "platform.saveToList" => plain("platform.saveToList", "platform.saveToList", Base::Unit(0)),
        "api.contacts" => reveal("api.contacts", API_POINTS, FEE),
        "api.prospecting.enrich" => reveal("api.prospecting.enrich", PROSPECTING_POINTS, FEE),
        "api.companies" => reveal("api.companies", &[("company", "api.company", ONE)], FEE),
        "api.prospecting.search" => plain("api.prospecting.search", SEARCH_FEE.0, SEARCH_FEE.1),
        "api.lookalikes" => plain("api.lookalikes", SEARCH_FEE.0, SEARCH_FEE.1),
        "api.signals.companies" => asked_each_time("api.signals.companies", SIGNALS, FEE),
        "api.signals.contacts" => {
            asked_each_time("api.signals.contacts", &[("jobChange", "api.jobChange", ONE)], FEE)
        }
        "api.usage" => plain("api.usage", "api.usage", Base::Unit(0)),
        _ => lusha_by_hand(id),
    }
}

/// The actions of Lusha that people do in a table or a list.
fn lusha_by_hand(id: &str) -> Action {
    match id {
        "workspace.reveal" => reveal("workspace.reveal", WORKSPACE_POINTS, NOTHING),
        "workspace.aiPrompt" => plain("workspace.aiPrompt", "workspace.aiPrompt", Base::Prompts),
        "workspace.aiCell" => plain("workspace.aiCell", "workspace.aiCell", Base::Unit(ONE)),
        "workspace.signal" => {
            reveal("workspace.signal", &[("signal", "workspace.signal", ONE)], NOTHING)
        }
        "workspace.csvExport" => plain("workspace.csvExport", "workspace.csvExport", Base::Rows),
        "workspace.crmExport" => Action {
            once_unit: true,
            ..plain("workspace.crmExport", "workspace.crmExport", Base::Matched(ONE))
        },
        "workspace.lushaColumn" => {
            plain("workspace.lushaColumn", "workspace.column", Base::Unit(0))
        }
        "workspace.crmColumn" => plain("workspace.crmColumn", "workspace.column", Base::Unit(0)),
        "csv.enrich" => reveal(
            "csv.enrich",
            &[("email", "csv.email", ONE), ("phone", "csv.phone", 5 * ONE)],
            NOTHING,
        ),
        "recommendations.reveal" => Action {
            once_unit: true,
            ..reveal(
                "recommendations.reveal",
                RECOMMENDED,
                ("recommendations.row", Base::Matched(ONE)),
            )
        },
        "recommendations.browse" => {
            plain("recommendations.browse", "recommendations.browse", Base::Unit(0))
        }
        "export.company" => Action {
            once_unit: true,
            ..plain("export.company", "export.company", Base::Matched(ONE))
        },
        "conversation.save" => plain("conversation.save", "conversation.save", Base::Pool),
        _ => panic!("the model knows no action {id}"),
    }
}

fn leadfeeder(id: &str) -> Action {
    const COMPANY: &[Point] = &[("record", "record.company", ONE)];
    match id {
        "company.get" => reveal("company.get", COMPANY, NOTHING),
        "company.signals" => reveal("company.signals", COMPANY, NOTHING),
        "company.news" => reveal("company.news", COMPANY, NOTHING),
        "company.financials" => reveal("company.financials", COMPANY, NOTHING),
        "contact.get" => reveal("contact.get", &[("record", "record.contact", ONE)], NOTHING),
        "search.basic" => plain("search.basic", "search", Base::Unit(0)),
        "search.advanced" => plain("search.advanced", "search", Base::Unit(0)),
        _ => panic!("the model knows no action {id}"),
    }
}

fn generect(id: &str) -> Action {
    const LIVE: &[Point] = &[("result", "realtime", 40_000)];
    const STORED: &[Point] = &[("result", "database", 20_000)];
    let found = |id, points| asked_each_time(id, points, NOTHING);
    match id {
        "company.search.realtime" => found("company.search.realtime", LIVE),
        "company.enrich.realtime" => found("company.enrich.realtime", LIVE),
        "lead.search.realtime" => found("lead.search.realtime", LIVE),
        "lead.enrich.realtime" => found("lead.enrich.realtime", LIVE),
        "company.search.database" => found("company.search.database", STORED),
        "company.enrich.database" => found("company.enrich.database", STORED),
        "lead.search.database" => found("lead.search.database", STORED),
        "lead.enrich.database" => found("lead.enrich.database", STORED),
        "email.find" => found("email.find", &[("result", "email.find", 20_000)]),
        "phone.find" => found("phone.find", &[("result", "phone.find", 400_000)]),
        "lead.preview" => found("lead.preview", &[("result", "lead.preview", 2_000)]),
        "email.validate" => plain("email.validate", "email.validate", Base::Unit(5_000)),
        "lead.count.realtime" => {
            plain("lead.count.realtime", "count.realtime", Base::Request(40_000))
        }
        "lead.count.database" => plain("lead.count.database", "count.database", Base::Request(0)),
        _ => panic!("the model knows no action {id}"),
    }
}

/// The action that serves a need, and the one point that each of its matched units has.
pub(crate) fn need(card: &str, need: &str) -> Option<(&'static str, &'static str)> {
    let row = match (card, need) {
        ("lusha-help-centre", "need.email") => ("platform.reveal", "email"),
        ("lusha-help-centre", "need.phone") => ("platform.reveal", "phone"),
        ("lusha-help-centre", "need.company") => ("api.companies", "company"),
        ("lusha-help-centre", "need.search") => ("platform.search", ""),
        ("lusha-help-centre", "need.signal") => ("api.signals.contacts", "jobChange"),
        ("leadfeeder", "need.email" | "need.phone") => ("contact.get", "record"),
        ("leadfeeder", "need.company") => ("company.get", "record"),
        ("leadfeeder", "need.search") => ("search.basic", ""),
        ("leadfeeder", "need.signal") => ("company.signals", "record"),
        ("generect", "need.email") => ("email.find", "result"),
        ("generect", "need.phone") => ("phone.find", "result"),
        ("generect", "need.company") => ("company.enrich.database", "result"),
        ("generect", "need.search") => ("company.search.database", "result"),
        _ => return None,
    };
    Some(row)
}

/// Does a page say that a plan does not include an action, so that `refuse` refuses it?
pub(crate) fn is_refused(policy: &str, plan: &str, action: &str) -> bool {
    let below_premium = ["free", "starter", "pro"].contains(&plan);
    let api = action.starts_with("api.");
    let csv = ["workspace.csvExport", "csv.enrich"].contains(&action);
    let enrichment = ["api.contacts", "api.companies", "api.usage"].contains(&action);
    match policy {
        "refuse" => api && below_premium || csv && plan != "scale",
        "enrichOnlyBelowScale" => api && !enrichment && plan != "scale",
        _ => false,
    }
}
