//! Work that is done once and again only when what it was made from has changed.

use crate::{inputs, project};
use anyhow::{Context, Result};
use std::{fs, path::Path};
use xshell::{Shell, cmd};

/// Does `work` unless `stamp` says that it was done from the same `source`.
///
/// The stamp is written last, so work that was cut short is done again.
pub(crate) fn once(stamp: &Path, source: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    if fs::read_to_string(stamp).is_ok_and(|done| done == source) {
        return Ok(());
    }
    work()?;
    fs::write(stamp, source).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// Makes a product from the common inputs and its own, unless it is there and nothing changed since.
pub(crate) fn made(
    sh: &Shell,
    product: &Path,
    name: &str,
    own: &[&str],
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let compiler = cmd!(sh, "rustc --version --verbose").quiet().read()?;
    let source = inputs::digest(own, &compiler)?;
    let stamp = project::root().join(format!("target/{name}.stamp"));
    if !product.exists() && stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    once(&stamp, &source, work)
}

#[cfg(test)]
mod tests {
    use super::once;
    use std::{cell::Cell, env, fs};

    #[test]
    fn work_is_done_again_only_for_another_source() {
        let stamp = env::temp_dir().join(format!("creditcast-stamp-{}", std::process::id()));
        let times = Cell::new(0);
        for source in ["a", "a", "b", "a"] {
            once(&stamp, source, || {
                times.set(times.get() + 1);
                Ok(())
            })
            .expect("the temporary folder can be written");
        }
        fs::remove_file(stamp).expect("the stamp was written");
        assert_eq!(times.get(), 3);
    }

    #[test]
    fn work_that_failed_is_done_again() {
        let stamp = env::temp_dir().join(format!("creditcast-failed-{}", std::process::id()));
        assert!(once(&stamp, "a", || anyhow::bail!("no")).is_err());
        assert!(!stamp.exists());
    }
}
