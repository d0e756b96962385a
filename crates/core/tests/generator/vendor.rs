//! What there is to choose from on each card.

/// A vendor's card as far as scenarios need it.
pub(crate) struct Vendor {
    pub(crate) card: &'static str,
    pub(crate) plans: &'static [Plan],
    pub(crate) actions: &'static [Action],
    pub(crate) needs: &'static [&'static str],
    /// Switches with an answer that is not the card's own, and how often of a hundred it is given.
    pub(crate) policies: &'static [(&'static str, &'static [&'static str], i64)],
    pub(crate) list_kinds: &'static [(&'static str, &'static [&'static str])],
}

/// A plan: its monthly credits and prices, where they are published.
pub(crate) struct Plan {
    pub(crate) id: &'static str,
    pub(crate) credits: Option<i64>,
    pub(crate) sold_by_year: bool,
    pub(crate) seats: i64,
    pub(crate) seats_max: i64,
    pub(crate) has_seat_price: bool,
}

/// An action: what is sent in one request at most, its points, the kind of its records.
pub(crate) struct Action {
    pub(crate) id: &'static str,
    pub(crate) points: &'static [&'static str],
    pub(crate) kind: &'static str,
    pub(crate) is_request: bool,
    pub(crate) batch_max: i64,
}

const fn plan(id: &'static str, credits: i64, seats: i64, seats_max: i64) -> Plan {
    let has_seat_price = seats > 1;
    Plan {
        id,
        credits: Some(credits),
        sold_by_year: credits > 40,
        seats,
        seats_max,
        has_seat_price,
    }
}

const fn by_quote(id: &'static str, has_seat_price: bool) -> Plan {
    Plan { id, credits: None, sold_by_year: false, seats: 1, seats_max: 50, has_seat_price }
}

const fn by_hand(id: &'static str, kind: &'static str, points: &'static [&'static str]) -> Action {
    Action { id, points, kind, is_request: false, batch_max: 60 }
}

const fn request(
    id: &'static str,
    kind: &'static str,
    points: &'static [&'static str],
    batch_max: i64,
) -> Action {
    Action { id, points, kind, is_request: true, batch_max }
}

const REVEALS: &[&str] = &["email", "phone"];
const ENRICHED: &[&str] = &["email", "phone", "company"];
const SIGNALS: &[&str] = &["growthInHiring", "growthInHeadcount"];

/// Lusha, as its help centre has it.
pub(crate) const LUSHA: Vendor = Vendor {
    card: "lusha-help-centre",
    plans: &[
        plan("starter", 400, 1, 1),
        plan("pro", 600, 2, 10),
        by_quote("scale", false),
        plan("free", 40, 1, 1),
        plan("premium", 3_400, 5, 25),
    ],
    actions: &[
        by_hand("platform.reveal", "contact", REVEALS),
        request("api.contacts", "contact", ENRICHED, 100),
        request("api.companies", "company", &["company"], 100),
        request("api.signals.companies", "company", SIGNALS, 100),
        by_hand("workspace.aiPrompt", "", &[]),
        by_hand("workspace.csvExport", "contact", &[]),
        by_hand("workspace.crmExport", "contact", &[]),
        by_hand("workspace.signal", "contact", &["signal"]),
        request("api.prospecting.search", "", &[], 100),
        request("api.prospecting.enrich", "contact", ENRICHED, 100),
        request("api.signals.contacts", "contact", &["jobChange"], 100),
        by_hand("recommendations.reveal", "contact", REVEALS),
        by_hand("conversation.save", "contact", &[]),
        by_hand("workspace.reveal", "contact", ENRICHED),
        by_hand("csv.enrich", "contact", REVEALS),
        by_hand("export.company", "company", &[]),
        by_hand("workspace.aiCell", "contact", &[]),
        request("api.lookalikes", "", &[], 100),
        request("api.usage", "", &[], 60),
        by_hand("platform.search", "", &[]),
        by_hand("platform.viewCompany", "company", &[]),
        by_hand("platform.reviewContact", "contact", &[]),
        by_hand("platform.saveToList", "contact", &[]),
        by_hand("workspace.lushaColumn", "contact", &[]),
        by_hand("workspace.crmColumn", "contact", &[]),
        by_hand("recommendations.browse", "", &[]),
    ],
    needs: &["need.email", "need.phone", "need.company", "need.search", "need.signal"],
    policies: &[
        ("requestFee", &["waived"], 30),
        ("rerequest", &["free"], 30),
        ("revealedFor", &["cycle"], 40),
        ("revealUnit", &["contact"], 30),
        ("entitlements", &["refuse", "enrichOnlyBelowScale"], 40),
        ("signalUnit", &["perEntity"], 30),
        ("singleMulti", &["perResult"], 20),
        ("feeScope", &["searchOnly"], 20),
        ("noResult", &["zero"], 30),
        ("companyInContact", &["included"], 30),
        ("bulkReveal", &["fullSelection"], 20),
        ("crmExport", &["perRequest"], 30),
        ("keyCapReset", &["billingCycle"], 40),
        ("keyCapSum", &["cycleCredits"], 20),
        ("rolloverCap", &["carried", "none"], 50),
        ("freezeYear", &["calendar"], 30),
        ("postBeta", &["before"], 30),
        ("upgrade", &["restartCycle"], 50),
        ("topUp", &["lasting"], 50),
        ("signalsAgain", &["once"], 40),
        ("limitScope", &["account"], 30),
    ],
    list_kinds: &[
        ("contact", &["email", "phone", "company", "jobChange", "signal"]),
        ("company", &["company", "growthInHiring", "growthInHeadcount"]),
    ],
};

/// Leadfeeder, whose records are subscribed to for twelve months.
pub(crate) const LEADFEEDER: Vendor = Vendor {
    card: "leadfeeder",
    plans: &[
        by_quote("platform", false),
        by_quote("apiOnly", false),
        by_quote("webVisitors", true),
    ],
    actions: &[
        request("company.get", "company", &["record"], 100),
        request("contact.get", "contact", &["record"], 100),
        request("company.signals", "company", &["record"], 100),
        request("company.news", "company", &["record"], 100),
        request("company.financials", "company", &["record"], 100),
        request("search.basic", "", &[], 100),
        request("search.advanced", "", &[], 100),
    ],
    needs: &["need.email", "need.phone", "need.company", "need.search", "need.signal"],
    policies: &[("upgrade", &["restartCycle"], 50), ("topUp", &["lasting"], 50)],
    list_kinds: &[("company", &["record"]), ("contact", &["record"])],
};

/// Generect, a wallet of money.
pub(crate) const GENERECT: Vendor = Vendor {
    card: "generect",
    plans: &[],
    actions: &[
        request("lead.enrich.realtime", "lead", &["result"], 50),
        request("email.find", "lead", &["result"], 50),
        request("phone.find", "lead", &["result"], 50),
        request("lead.preview", "lead", &["result"], 50),
        request("email.validate", "lead", &[], 50),
        request("company.search.database", "company", &["result"], 50),
        request("lead.count.realtime", "", &[], 50),
        request("company.enrich.realtime", "company", &["result"], 50),
        request("lead.count.database", "", &[], 50),
    ],
    needs: &["need.email", "need.phone", "need.company", "need.search"],
    policies: &[],
    list_kinds: &[("lead", &["result"]), ("company", &["result"])],
};
