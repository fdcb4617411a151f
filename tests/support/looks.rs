//! The sites whose pages are looked at: the sample, the starter, and every site below
//! `tests/sites`. Those below `tests/sites/look` hurt: thirty sections, one, nothing at all, words
//! that never end, words that attack. Built once for each test file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::SiteTest;

/// The sites whose packet is looked at too, as the one file `packet.html` in their report.
const PACKETS: [&str; 3] = ["sample", "rtl", "five-by-three"];

/// The folder that holds one report for each site, by the name of the site.
pub fn built() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(build)
}

fn build() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(concat!("looks-", env!("CARGO_CRATE_NAME")));
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for (name, site) in sites() {
        let out = folder.join(&name);
        let ran = site.run(&["build", "--quiet", "--out", out.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        if PACKETS.contains(&name.as_str()) {
            let packet = site.path("packet.html");
            let ran = site.run(&["packet", "--quiet", "--out", packet.to_str().unwrap()]);
            assert_eq!(ran.code, 0, "{}", ran.err);
            // It is looked at as a page beside the others, where `packet` itself puts nothing.
            fs::copy(packet, out.join("packet.html")).unwrap();
        }
    }
    folder
}

fn sites() -> Vec<(String, SiteTest)> {
    let mut sites = vec![("sample".to_owned(), SiteTest::from("")), ("starter".to_owned(), SiteTest::starter())];
    for folder in ["sites", "sites/look"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        let mut names: Vec<String> = fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.path().join("site.toml").is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        sites.extend(names.into_iter().map(|name| (name.clone(), SiteTest::from(&format!("{folder}/{name}")))));
    }
    sites
}
