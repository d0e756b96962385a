//! How a reader wants figures cut: by what spending is told apart, and how long a column is. No link holds it.

/// How figures are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    /// By what spending is told apart.
    pub spending: By,
    /// Is each month a column, even where there are many?
    pub is_by_months: bool,
}

/// What spending can be told apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum By {
    /// The rule that charged.
    #[default]
    Rule,
    /// The category of the rule.
    Category,
    /// The workflow of the step.
    Workflow,
    /// The key of the request.
    Key,
    /// The user who asked.
    User,
}

impl By {
    /// Each with its word.
    pub(crate) const ALL: [(By, &str); 5] = [
        (By::Rule, "rule"),
        (By::Category, "category"),
        (By::Workflow, "workflow"),
        (By::Key, "key"),
        (By::User, "user"),
    ];

    /// Its word.
    pub(crate) fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(by, _)| *by == self).map_or("", |(_, word)| word)
    }
}
