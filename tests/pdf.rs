//! The packet as a PDF, read with other programs: poppler's tools and qpdf. Where they are missing
//! these tests say so and are skipped; with `PREREAD_PDF_TOOLS=required` they fail instead.
#![cfg(feature = "packet")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use support::SiteTest;

const ASSESSMENT: &str = "one-record/2026-10-course-correction";

/// What a page says of itself and its links, which a sheet does not: a way to another part, and the
/// explanation beside a question that the packet asks without it.
const ON_PAGES_ALONE: [&str; 2] = ["Reasons, in part 7", "Looks for scores whose range"];

/// The newest packet of the sample, made once.
struct Sample {
    test: SiteTest,
    file: PathBuf,
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let test = SiteTest::from("");
        let file = test.path("new.pdf");
        made(&test, &[]);
        test.build();
        Sample { test, file }
    })
}

/// Makes `new.pdf` and returns what was said.
fn made(test: &SiteTest, environment: &[(&str, &str)]) -> String {
    let out = test.path("new.pdf");
    let site = test.path("");
    let arguments =
        ["packet", "--site", site.to_str().unwrap(), "--out", out.to_str().unwrap(), "--diagnostics", "short"];
    let ran = test.run_with(&std::env::temp_dir(), &arguments, environment);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    ran.out + &ran.err
}

fn tool(name: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(name).args(arguments).output() {
        Ok(output) => Some(output),
        Err(why) => {
            assert!(std::env::var("PREREAD_PDF_TOOLS").is_err(), "PREREAD_PDF_TOOLS is set, and {name}: {why}");
            tell(&format!("SKIPPED, the PDF was not read: {name} was not found\n"));
            None
        }
    }
}

/// Past the test harness, which swallows what a passing test prints.
fn tell(words: &str) {
    std::io::stderr().write_all(words.as_bytes()).unwrap();
}

/// The words of a PDF, in the order in which they were set, sheet after sheet.
fn words(file: &Path) -> Option<String> {
    let read = tool("pdftotext", &["-raw", "-enc", "UTF-8", file.to_str().unwrap(), "-"])?;
    Some(String::from_utf8(read.stdout).unwrap())
}

/// Words without what stands at the head and the foot of every sheet, so that a paragraph that goes
/// on there is whole. `edges` are how those lines begin.
fn without_edges(text: &str, edges: &[&str]) -> String {
    let lines = text.lines().map(|line| line.trim_start_matches('\u{c}'));
    lines.filter(|line| !edges.iter().any(|edge| line.starts_with(edge))).collect::<Vec<_>>().join("\n")
}

/// The objects of a PDF, in plain text.
fn objects(file: &Path) -> Option<String> {
    let plain = ["--qdf", "--object-streams=disable", "--no-original-object-ids", file.to_str().unwrap(), "-"];
    Some(String::from_utf8_lossy(&tool("qpdf", &plain)?.stdout).into_owned())
}

fn expect_sound(file: &Path) {
    let Some(checked) = tool("qpdf", &["--check", file.to_str().unwrap()]) else { return };
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

/// No sheet of a PDF is blank: each has more than its head and foot.
fn expect_no_blank_sheet(text: &str) {
    for (at, sheet) in text.trim_end_matches('\u{c}').split('\u{c}').enumerate() {
        assert!(sheet.lines().filter(|line| !line.trim().is_empty()).count() > 2, "sheet {} is blank: {sheet}", at + 1);
    }
}

/// Without spaces, places to break, and marks of direction, so that only the words are compared.
fn squeezed(text: &str) -> String {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

/// The numbers in a text: `19`, `1,140`, `3.9`.
fn numbers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = &rest[start..];
        let mut end = 0;
        let bytes = from.as_bytes();
        while end < bytes.len() {
            let joins = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[end].is_ascii_digit() && !joins {
                break;
            }
            end += 1;
        }
        found.insert(from[..end].to_owned());
        rest = &from[end..];
    }
    found
}

/// The main part of a page without some of its elements.
fn main_part(html: &str, without: &[&str]) -> String {
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut text = main.split_once('>').unwrap().1.to_owned();
    for name in without {
        while let Some(start) = [" ", ">"].iter().filter_map(|next| text.find(&format!("<{name}{next}"))).min() {
            let end = text[start..].find(&format!("</{name}>")).unwrap() + start + name.len() + 3;
            text.replace_range(start..end, "\n");
        }
    }
    text
}

/// Pieces of a page that stand together: in a cell, a paragraph, a heading.
fn pieces(html: &str) -> Vec<String> {
    const INLINE: [&str; 12] = ["b", "strong", "em", "i", "a", "span", "time", "small", "sub", "sup", "code", "q"];
    let mut marked = String::new();
    for (at, part) in html.split('<').enumerate() {
        let Some((tag, words)) = part.split_once('>').filter(|_| at > 0) else {
            marked.push_str(part);
            continue;
        };
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        if !INLINE.contains(&name) {
            marked.push('\u{1}');
        }
        marked.push_str(words);
    }
    marked.split('\u{1}').map(support::plain).filter(|piece| !piece.is_empty()).collect()
}

/// A page of the report of the sample.
fn page(name: &str) -> String {
    fs::read_to_string(sample().test.path("public").join(name)).unwrap()
}

#[test]
fn two_runs_give_the_same_bytes_wherever_they_are_made() {
    let first = fs::read(&sample().file).unwrap();
    let again = SiteTest::from("");
    made(
        &again,
        &[("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "1")],
    );
    assert!(first == fs::read(again.path("new.pdf")).unwrap(), "the second packet has other bytes");
}

#[test]
fn what_the_pages_of_the_briefing_say_in_numbers_stands_in_the_packet_word_for_word() {
    let Some(text) = words(&sample().file) else { return };
    let sheets = squeezed(&without_edges(
        &text,
        &["Lindholm Lifts · One Record", "Course-correction assessment, October 2026. Figures"],
    ));
    let html = main_part(
        &page(&format!("{ASSESSMENT}/briefing.html")),
        &["script", "style", "svg", "nav", "figure", "details"],
    );
    let mut count = 0;
    let mut missing = Vec::new();
    for piece in pieces(&html).iter().filter(|piece| piece.contains(|c: char| c.is_ascii_digit())) {
        count += 1;
        // A number before a title is set beside it.
        let (number, title) = piece.split_once(' ').unwrap_or_default();
        let titled = number.chars().all(|c| c.is_ascii_digit()) && sheets.contains(&squeezed(title));
        let is_known = titled || ON_PAGES_ALONE.iter().any(|words| piece.starts_with(words));
        if !is_known && !sheets.contains(&squeezed(piece)) {
            missing.push(piece.clone());
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    assert!(count > 150, "only {count} pieces with numbers were found: does this test still read the page?");
}

#[test]
fn no_number_is_on_the_pages_alone_and_none_on_the_sheets_alone() {
    let Some(text) = words(&sample().file) else { return };
    let sheets = numbers(&text.replace("\u{ad}\n", ""));
    let without = ["script", "style", "nav", "svg", "figure", "details"];
    let mut shown = numbers(&support::plain(&main_part(&page(&format!("{ASSESSMENT}/briefing.html")), &without)));
    let sections = sample().test.files(&format!("public/{ASSESSMENT}/sections"));
    assert!(sections.len() > 3);
    for bytes in sections.values() {
        let html = String::from_utf8(bytes.clone()).unwrap();
        let tables = main_part(&html, &["svg", "figure", "details"]);
        for cell in tables.split("<td").skip(1).map(|rest| rest.split("</td>").next().unwrap()) {
            shown.extend(numbers(&support::plain(&format!("<td{cell}"))));
        }
    }
    let lost: Vec<&String> = shown.difference(&sheets).collect();
    assert_eq!(lost, Vec::<&String>::new(), "on the pages alone");
    let mut known = shown;
    for (_, bytes) in sample().test.files("public").iter().filter(|(name, _)| name.ends_with(".html")) {
        known.extend(numbers(&support::plain(&String::from_utf8(bytes.clone()).unwrap())));
    }
    let sheet_numbers: BTreeSet<String> =
        (1..=text.matches('\u{c}').count()).map(|number| number.to_string()).collect();
    let invented: Vec<&String> =
        sheets.iter().filter(|number| !known.contains(*number) && !sheet_numbers.contains(*number)).collect();
    assert_eq!(invented, Vec::<&String>::new(), "on the sheets alone");
}

#[test]
fn a_packet_is_sound_and_says_that_it_is_accessible_and_fit_for_an_archive() {
    let Sample { test, file } = sample();
    expect_sound(file);
    let Some(text) = words(file) else { return };
    expect_no_blank_sheet(&text);
    let Some(objects) = objects(file) else { return };
    for declared in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "/DisplayDocTitle true",
        "/Lang (en)",
        "/Marked true",
        "/Type /Outlines",
        "/AFRelationship /Data",
    ] {
        assert!(objects.contains(declared), "the packet does not declare {declared}");
    }
    let attached = tool("qpdf", &["--show-attachment=scores.json", file.to_str().unwrap()]).unwrap().stdout;
    let scores = test.run(&["score", ASSESSMENT, "--format", "json"]).out;
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(read(&String::from_utf8(attached).unwrap()), read(&scores));
}

#[test]
fn headings_skip_no_level_figures_have_words_and_tables_have_heads() {
    let file = &sample().file;
    let Some(structure) = tool("pdfinfo", &["-struct-text", file.to_str().unwrap()]) else { return };
    let Some(objects) = objects(file) else { return };
    expect_structure(&String::from_utf8_lossy(&structure.stdout), &objects);
}

fn expect_structure(structure: &str, objects: &str) {
    let level = |line: &str| line.trim().strip_prefix('H').and_then(|rest| rest.chars().next()?.to_digit(10));
    let levels: Vec<u32> = structure.lines().filter(|line| line.contains("(block)")).filter_map(level).collect();
    assert!(levels.len() > 8 && levels[0] == 1, "{levels:?}");
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "a level is skipped: {levels:?}");
    }
    let of_kind = |kind: &str| {
        objects.split("endobj").filter(|object| object.contains(&format!("/S /{kind}\n"))).collect::<Vec<_>>()
    };
    for figure in of_kind("Figure") {
        assert!(figure.contains("/Alt "), "a figure has no words: {figure}");
    }
    let (tables, heads) = (of_kind("Table").len(), of_kind("TH").len());
    assert!(tables > 0 && heads >= 2 * tables, "{tables} tables have {heads} heads");
}

/// The smallest site that has a packet, with a theme of its own.
fn themed(template: &str, text: &str) -> SiteTest {
    SiteTest::from("sites/look/one")
        .write("site.toml", "title = \"One\"\ntheme = \"house\"\n")
        .write(&format!("themes/house/templates/{template}"), text)
}

#[test]
fn a_mistake_in_a_template_is_told_at_its_line_and_column() {
    let test = themed("packet.typ", "#let d = json(\"/data.json\")\n\n#d.nothing-of-this\n");
    let ran = test.run(&["packet", "--diagnostics", "short"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("themes/house/templates/packet.typ:3:4: error[template-error]"), "{}", ran.out);
    let test = themed("packet/contents.typ", "#let contents( = 1\n");
    let ran = test.run(&["packet", "--diagnostics", "short"]);
    assert!(ran.out.contains("themes/house/templates/packet/contents.typ:1:"), "{}", ran.out);
}

#[test]
fn a_template_reads_no_file_no_package_no_address_and_no_clock() {
    for reaching in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../../../etc/passwd\")",
        "#json(\"/site.toml\")",
        "#image(\"https://example.org/a.png\")",
        "#import \"@preview/cetz:0.3.0\": *",
        "#import \"@local/house:1.0.0\": *",
        "#datetime.today()",
        "#plugin(\"/a.wasm\")",
    ] {
        let ran = themed("packet.typ", &format!("Words.\n{reaching}\n")).run(&["packet", "--diagnostics", "short"]);
        assert_eq!(ran.code, 1, "{reaching} was allowed");
        assert!(ran.out.contains("themes/house/templates/packet.typ:2:"), "{reaching}: {}", ran.out);
        assert!(!ran.out.contains("root:"), "{}", ran.out);
    }
}

#[test]
fn a_site_overrides_the_packet_or_a_piece_of_it() {
    let own = "#import \"/theme/packet/data.typ\": d\n#set document(title: \"Mine\", date: datetime(year: 2026, month: 1, day: 1))\n= My own sheet of #d.initiative.title\n";
    let whole = themed("packet.typ", own);
    made(&whole, &[]);
    let piece = themed("packet/method.typ", "#let method() = [= How we at the house look]\n");
    made(&piece, &[]);
    let Some(text) = words(&whole.path("new.pdf")) else { return };
    assert_eq!(text.trim(), "My own sheet of I");
    let text = words(&piece.path("new.pdf")).unwrap();
    assert!(text.contains("How we at the house look"), "{text}");
    assert!(text.contains("You are asked to decide"), "{text}");
}

fn record(site: SiteTest, name: &str, title: &str, body: &str) -> SiteTest {
    let text = format!("+++\ntitle = {title:?}\nkind = \"gap\"\ncriteria = [\"s/c\"]\n+++\n\n{body}\n");
    site.write(&format!("content/i/a/observations/{name}.md"), &text)
}

#[test]
fn a_marked_note_says_what_it_is_on_paper_too() {
    let body = "> [!WARNING]\n> Nobody owns the list.\n\n> [!TIP]\n> - Ask early.\n\n> A quotation.";
    let site = record(SiteTest::from("sites/look/one"), "noted", "Noted", body);
    made(&site, &[]);
    let Some(text) = words(&site.path("new.pdf")) else { return };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let before = |words: &str| {
        let at = lines.iter().position(|line| line.ends_with(words)).unwrap_or_else(|| panic!("{words} in {text}"));
        lines[at - 1]
    };
    assert_eq!((before("Nobody owns the list."), before("Ask early.")), ("Warning", "Tip"));
    assert!(!["Note", "Important", "Caution"].contains(&before("A quotation.")), "{text}");
}

#[test]
fn a_task_stands_in_one_line_with_whether_it_is_done() {
    let site =
        record(SiteTest::from("sites/look/one"), "tasks", "Tasks", "- [ ] Ask again\n- [x] Count them\n\n  Twice.\n");
    made(&site, &[]);
    let Some(text) = words(&site.path("new.pdf")) else { return };
    for line in ["To do: Ask again", "Done: Count them"] {
        assert!(text.lines().any(|read| read.ends_with(line)), "{line} in {text}");
    }
}

/// What is written for people and would be a command, a link or a hole elsewhere.
const VERBATIM: [&str; 9] = [
    "#import \"a.typ\": * and #eval(\"1+1\")",
    "$x^2$ and @ref and <label>",
    "\\u{41} and #set page(width: 1cm)",
    "// comment ~ -- --- ... /* */",
    "quotes \" ' ` and #(",
    "back\\slash ]] #{ } [[",
    "= not a heading",
    "#panic(\"x\") #while true {}",
    "{{ twig }} {% if %} ${shell} %s",
];

fn hostile() -> SiteTest {
    let escape = |text: &str| {
        text.chars().fold(String::new(), |out, c| {
            if c.is_ascii_punctuation() { out + "\\" + &c.to_string() } else { out + &c.to_string() }
        })
    };
    let mut site = SiteTest::from("sites/look/one");
    site =
        record(site, "verbatim", "#import \"x\" $x$ @ref [ ] */ // #eval(\"1+1\")", &VERBATIM.map(escape).join("\n\n"));
    let mut odd = "NUL \u{0} bell \u{7} escape \u{1b} del \u{7f} nel \u{85} mark \u{feff} pua \u{e000} \u{f0000} emoji \u{1f600} ".to_owned();
    odd += "family \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} line \u{2028} half \u{ffff} tag \u{e0041} bidi \u{202e}abc\u{202c} \u{2067}abc\u{2069} z";
    odd += &"\u{301}".repeat(40);
    odd += " end-of-odd\n\n# ";
    odd += &format!(
        "{}\n\n```\n{}\n```\n\n| {} | b |\n|--|--|\n| a | {} |",
        "h".repeat(300),
        "c".repeat(300),
        "t".repeat(300),
        "u".repeat(300)
    );
    site = record(site, "odd", "Odd characters \u{1f600}", &odd);
    let nested: String = (0..40).map(|depth| format!("{}- level-{depth}.\n", "  ".repeat(depth))).collect();
    let quoted = "> ".repeat(40) + "deepest quotation";
    site = record(
        site,
        "nested",
        "Nested",
        &format!("{nested}\n\n{quoted}\n\nA[^a].\n\n[^a]: first[^b]\n[^b]: second[^a] last note\n"),
    );
    site = record(
        site,
        "heads",
        "Heads",
        "###### six\n\ntext\n\n#\n\n# one\n\n#### four\n\n##### **\u{a0}**\n\nend-of-heads\n",
    );
    let row =
        |cells: usize, name: &str| format!("|{}\n", (0..cells).map(|at| format!(" {name}{at} |")).collect::<String>());
    let mut tables =
        format!("|  |  |\n|--|--|\n| a | b |\n\n{}|{}\n{}\n", row(40, "head"), "--|".repeat(40), row(40, "cell"));
    tables += "| n | square |\n|--|--:|\n";
    (0..500).for_each(|at| tables += &format!("| row-{at} | {} |\n", at * at));
    tables += &format!("\n| a | b |\n|--|--|\n| {} endofcell | x |\n", "word ".repeat(2000));
    site = record(site, "tables", "Tables", &tables);
    let long: Vec<String> =
        (0..300).map(|at| (0..100).map(|word| format!("w{} ", at * 100 + word)).collect()).collect();
    site = record(site, "long", "Long", &long.join("\n\n"));
    let images = "![good](good.png) ![tall](tall.png)\n\n![the words of the cut one](cut.png)\n\n![](bad.png)\n\nin ![a line](good.png) here\n\n| a | b |\n|--|--|\n| ![cell](good.png) | x |\n";
    site = record(site, "images", "Images", images);
    for (name, bytes) in [
        ("good", png(20, 10)),
        ("tall", png(1, 20_000)),
        ("cut", png(40, 40)[..60].to_vec()),
        ("bad", flat(40, 40, b"no deflate")),
    ] {
        fs::write(site.path(&format!("content/i/a/observations/{name}.png")), bytes).unwrap();
    }
    record(site, "html", "Raw <b>html</b>", "<script>alert(1)</script>\n\n<div onclick=\"x\">a</div>\n")
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let row = [&[0][..], &vec![128; 3 * width as usize]].concat();
    flat(width, height, &miniz_oxide::deflate::compress_to_vec_zlib(&row.repeat(height as usize), 6))
}

/// A PNG with these bytes as its deflated rows.
fn flat(width: u32, height: u32, rows: &[u8]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
        })
    };
    let chunk = |kind: &[u8], data: &[u8]| {
        let held = [kind, data].concat();
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &held, &crc(&held).to_be_bytes()].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", rows), chunk(b"IEND", b"")].concat()
}

#[test]
fn whatever_is_written_comes_out_as_it_was_written_and_what_cannot_is_told_at_its_line() {
    let site = hostile();
    let said = made(&site, &[]);
    for expected in [
        "content/i/a/observations/images.md:9:1: warning[unset-image]",
        "content/i/a/observations/images.md:11:1: warning[unset-image]",
        "content/i/a/observations/odd.md:2:25: warning[missing-glyph]",
        "content/i/a/observations/html.md:7:1: warning[raw-html]",
    ] {
        assert!(said.contains(expected), "{expected} is not said: {said}");
    }
    let file = site.path("new.pdf");
    expect_sound(&file);
    let Some(text) = words(&file) else { return };
    expect_no_blank_sheet(&text);
    let sheets = squeezed(&text);
    for words in VERBATIM {
        assert!(sheets.contains(&squeezed(words)), "`{words}` is not there as it was written");
    }
    for words in [
        "<script>alert(1)</script>",
        "end-of-odd",
        "end-of-heads",
        "endofcell",
        "level-39.",
        "level-15. level-16.",
        "deepest quotation",
        "last note",
        "row-499",
        "head39",
        "cell39",
        "w29999",
        "the words of the cut one",
    ] {
        assert!(sheets.contains(&squeezed(words)), "`{words}` is not there");
    }
    let Some(objects) = objects(&file) else { return };
    assert_eq!(objects.matches("/Subtype /Image").count(), 2, "each image that can be set is there, once");
    let structure = tool("pdfinfo", &["-struct-text", file.to_str().unwrap()]).unwrap();
    expect_structure(&String::from_utf8_lossy(&structure.stdout), &objects);
}

#[test]
fn an_agenda_of_many_topics_runs_on_and_none_is_lost() {
    let topics: String = (1..=75).map(|at| format!("[[topics]]\ntitle = \"Topic number {at}.\"\n")).collect();
    let site = SiteTest::from("sites/look/one")
        .write("content/i/meetings/2030-11-12-tactical.md", &format!("+++\n{topics}+++\n"));
    made(&site, &[]);
    let Some(text) = words(&site.path("new.pdf")) else { return };
    let text = squeezed(&text);
    let lost: Vec<usize> = (1..=75).filter(|at| !text.contains(&format!("Topicnumber{at}."))).collect();
    assert_eq!(lost, Vec::<usize>::new(), "{text}");
}

/// The packet for a meeting of the sample, in words, sheet by sheet.
fn for_a_meeting(test: &SiteTest, meeting: &str) -> Option<Vec<String>> {
    let name = format!("packets/one-record/meetings/{meeting}.pdf");
    let ran = test.run_in(&test.path(""), &["packet", "--meeting", meeting]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    expect_sound(&test.path(&name));
    let text = words(&test.path(&name))?;
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(squeezed).collect())
}

#[test]
fn a_tactical_meeting_is_prepared_on_two_sheets_and_a_strategic_one_opens_with_what_was_promised() {
    let test = SiteTest::from("");
    let Some(tactical) = for_a_meeting(&test, "2026-11-10-tactical") else { return };
    assert_eq!(tactical.len(), 2, "{tactical:?}");
    let whole = tactical.concat();
    let expected = [
        "Tactical meeting, 10 November 2026",
        "Count for two weeks where partners' calls arrive",
        "Service staff who use the shared record each week",
        "Weekly review of repeat breakdowns in all four regions",
        "Retire 23 local customer lists",
        "overdue since 30 Sep 2026",
    ];
    for words in expected {
        assert!(whole.contains(&squeezed(words)), "{words}: {whole}");
    }
    let Some(strategic) = for_a_meeting(&test, "2026-11-19-strategic") else { return };
    assert!(strategic.len() > 20 && strategic[0].contains(&squeezed("Invest: reopen the partner desk")));
    assert!(strategic[1].contains(&squeezed("Promised on 21 May 2026, and what became of it")), "{}", strategic[1]);
    assert!(strategic[1].contains(&squeezed("5 promises: 1 kept in time and 4 open")), "{}", strategic[1]);
}

#[test]
fn a_packet_for_a_meeting_that_is_not_there_or_not_on_paper_is_refused() {
    let test = SiteTest::from("sites/look/one");
    let ran = test.run(&["packet", "--meeting", "2026-11-19-strategy"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("there is no meeting `2026-11-19-strategy`"), "{}", ran.err);
    let ran = test.run(&["packet", "--meeting", "2026-11-19-strategic", "--format", "html"]);
    assert!(ran.code == 2 && ran.err.contains("a packet for a meeting is a PDF"), "{}", ran.err);
}

/// Words in other scripts, the file of a font that has them, and its folder below /usr/share/fonts.
const SCRIPTS: [(&str, &str, &str); 5] = [
    ("ar", "تقرير عن حالة المشروع", "truetype/noto/NotoSansArabic-Regular.ttf"),
    ("he", "דוח על מצב הפרויקט", "truetype/noto/NotoSansHebrew-Regular.ttf"),
    ("ja", "顧客の声が届いている", "opentype/noto/NotoSansCJK-Regular.ttc"),
    ("zh", "我们需要三个决定", "opentype/noto/NotoSansCJK-Regular.ttc"),
    ("el", "Αναφορά για το έργο", "truetype/noto/NotoSans-Regular.ttf"),
];

fn of_other_scripts() -> SiteTest {
    let site = SiteTest::from("sites/look/one")
        .write("site.toml", "title = \"One\"\ntheme = \"house\"\n")
        .write("themes/house/theme.toml", "title = \"House\"\n");
    SCRIPTS.iter().fold(site, |site, (name, words, _)| record(site, name, words, &format!("{words} 42, *{words}*.")))
}

#[test]
fn other_scripts_are_set_with_the_fonts_of_a_theme_and_read_in_their_order() {
    let root = Path::new("/usr/share/fonts");
    if let Some((.., missing)) = SCRIPTS.iter().find(|(.., font)| !root.join(font).exists()) {
        assert!(std::env::var("PREREAD_PDF_TOOLS").is_err(), "PREREAD_PDF_TOOLS is set, and there is no {missing}");
        return tell(&format!("SKIPPED, nothing was set in other scripts: there is no {missing}\n"));
    }
    let site = of_other_scripts();
    let fonts = site.path("themes/house/fonts");
    fs::create_dir_all(&fonts).unwrap();
    for (.., font) in SCRIPTS {
        fs::copy(root.join(font), fonts.join(Path::new(font).file_name().unwrap())).unwrap();
    }
    let said = made(&site, &[]);
    assert!(!said.contains("missing-glyph"), "{said}");
    expect_sound(&site.path("new.pdf"));
    // In the order of reading: that of setting is from left to right in every script.
    let Some(read) = tool("pdftotext", &["-enc", "UTF-8", site.path("new.pdf").to_str().unwrap(), "-"]) else { return };
    let text = String::from_utf8(read.stdout).unwrap();
    let sheets = squeezed(&text);
    for (name, words, _) in SCRIPTS {
        assert!(sheets.contains(&squeezed(words)), "{name} is not read in its order: {text}");
    }
}

/// A theme whose fonts have a letter and, in another file, the mark above it.
#[test]
fn a_mark_that_the_font_of_its_letter_lacks_is_told_and_the_packet_is_made() {
    let font = Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
    if !font.exists() {
        assert!(std::env::var("PREREAD_PDF_TOOLS").is_err(), "PREREAD_PDF_TOOLS is set, and there is no {font:?}");
        return tell("SKIPPED, no mark was set above a letter of another font: there is no Noto Sans CJK\n");
    }
    let site = SiteTest::from("sites/look/one")
        .write("site.toml", "title = \"One\"\ntheme = \"house\"\n")
        .write("themes/house/theme.toml", "title = \"House\"\n");
    let site = record(site, "mark", "Marked", "One 日\u{5b0}本 and a sign \u{263a}\u{fe0f}.");
    fs::create_dir_all(site.path("themes/house/fonts")).unwrap();
    fs::copy(font, site.path("themes/house/fonts/cjk.ttc")).unwrap();
    let said = made(&site, &[]);
    assert!(said.contains("observations/mark.md:") && said.contains("missing-glyph"), "{said}");
    expect_sound(&site.path("new.pdf"));
    let Some(text) = words(&site.path("new.pdf")) else { return };
    assert!(text.contains("本 and a sign"), "{text}");
}

#[test]
fn a_packet_is_set_in_the_font_file_that_the_look_names() {
    let site = SiteTest::from("sites/look/one")
        .write("site.toml", "title = \"One\"\ntheme = \"house\"\n\n[look]\nserif = \"house-serif.ttf\"\n")
        .write("themes/house/theme.toml", "title = \"House\"\n");
    fs::create_dir_all(site.path("themes/house/assets")).unwrap();
    fs::copy("themes/default/fonts/mono-regular.ttf", site.path("themes/house/assets/house-serif.ttf")).unwrap();
    let said = made(&site, &[]);
    assert!(!said.contains("missing-font"), "{said}");
    let Some(fonts) = tool("pdffonts", &[site.path("new.pdf").to_str().unwrap()]) else { return };
    let fonts = String::from_utf8(fonts.stdout).unwrap();
    assert!(fonts.contains("Mono") && !fonts.contains("Serif"), "{fonts}");
}

#[test]
fn without_fonts_for_a_script_squares_stand_there_and_the_line_is_told() {
    let site = of_other_scripts();
    let said = made(&site, &[]);
    for (name, ..) in SCRIPTS.iter().filter(|(name, ..)| *name != "el") {
        let expected =
            format!("content/i/a/observations/{name}.md:2:10: warning[missing-glyph]: no font of the packet has “");
        assert!(said.contains(&expected), "{expected}: {said}");
    }
    assert!(!said.contains("el.md"), "{said}");
    let Some(text) = words(&site.path("new.pdf")) else { return };
    assert!(text.contains("□□□") && squeezed(&text).contains(&squeezed(SCRIPTS[4].1)), "{text}");
}

#[expect(clippy::float_arithmetic, reason = "places on a sheet, in points")]
/// The words of a PDF that leave their sheet or its margins at the sides, in points.
fn outside(file: &Path, margin: f64) -> Option<Vec<String>> {
    let read = tool("pdftotext", &["-bbox", "-enc", "UTF-8", file.to_str().unwrap(), "-"])?;
    let text = String::from_utf8(read.stdout).unwrap();
    let value = |line: &str, name: &str| {
        let rest = line.split_once(&format!("{name}=\"")).unwrap().1;
        rest.split_once('"').unwrap().0.parse::<f64>().unwrap()
    };
    let mut width = 0.0;
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            width = value(line, "width");
        } else if line.starts_with("<word ") && (value(line, "xMin") < margin || value(line, "xMax") > width - margin) {
            found.push(line.to_owned());
        }
    }
    assert!(width > 500.0, "{text}");
    Some(found)
}

#[test]
fn words_without_an_end_break_and_names_longer_than_a_pdf_can_hold_are_told_all_the_same() {
    let (word, address) = ("n".repeat(300), format!("https://example.org/{}", "p".repeat(300)));
    let table = format!("| {word} | {address} | b |\n|--|--|--|\n| {word} | {address} | x |");
    let text = format!(
        "{address}\n\n# {}end-of-heading\n\n## Below\n\n![{}](good.png)\n\n{table}\n\n- {word}\n\n`{word}`\n\nend-of-text",
        "heading words ".repeat(3000),
        "alternative words ".repeat(3000)
    );
    let site = record(SiteTest::from("sites/look/one"), "endless", &word, &text);
    fs::write(site.path("content/i/a/observations/good.png"), png(20, 10)).unwrap();
    made(&site, &[]);
    let file = site.path("new.pdf");
    expect_sound(&file);
    let Some(text) = words(&file) else { return };
    let sheets = squeezed(&text);
    for words in [word.as_str(), address.as_str(), "end-of-heading", "end-of-text"] {
        assert!(sheets.contains(words), "`{words}` is not there");
    }
    // The margin is 18 millimetres.
    assert_eq!(outside(&file, 50.0).unwrap(), Vec::<String>::new());
}

#[test]
fn the_first_sheet_is_complete_on_the_shorter_paper_too() {
    let site = SiteTest::from("");
    let out = site.path("letter.pdf");
    let ran = site.run(&["packet", "--paper", "letter", "--out", out.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let Some(text) = words(&out) else { return };
    let first = text.split('\u{c}').next().unwrap();
    assert!(first.contains("Partner satisfaction") && first.contains("Wrong direction"), "{first}");
    assert!(text.split('\u{c}').nth(1).unwrap().contains("What is in this packet"), "{text}");
}
