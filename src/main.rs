//! The `preread` program: calls the command line and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    preread::cli::main()
}
