//! The `preread` program: calls the command line and returns its exit code. Chooses the allocator.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    preread::cli::main()
}
