//! Writes a site of any size, to measure with and to look at:
//! `cargo run --example generate -- --assessments 1000 --criteria 60 --observations 12 --out DIR`.
#![allow(clippy::expect_used)] // a tool for developers

#[allow(unreachable_pub)] // a test and the benches use it too
mod site;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use site::Size;

/// Write a site of any size
#[derive(Debug, Parser)]
struct Arguments {
    /// Assessments altogether, eight for each business unit
    #[arg(long, default_value_t = 100)]
    assessments: usize,
    /// Criteria of the model
    #[arg(long, default_value_t = 60)]
    criteria: usize,
    /// Observations of each assessment, of 80 to 250 words
    #[arg(long, default_value_t = 12)]
    observations: usize,
    /// With the theme of the benches: nine pages for each assessment, and the portfolio
    #[arg(long)]
    lean: bool,
    /// Where to write it: a folder that is absent or empty
    #[arg(long, value_name = "DIR", default_value = "target/site")]
    out: PathBuf,
}

fn main() -> ExitCode {
    let Arguments { assessments, criteria, observations, lean, out } = Arguments::parse();
    match site::write(Size { assessments, criteria, observations, lean }, &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            clap::Error::raw(clap::error::ErrorKind::Io, format!("{why}\n")).print().ok();
            ExitCode::FAILURE
        }
    }
}
