//! The same work on several things at once. Results come in the order of the things, whoever is done
//! first; where there is one thing, no other thread takes part. What is done is not known here.

use rayon::prelude::*;

/// Does the work on each thing.
pub fn each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    match things {
        [] => Vec::new(),
        [only] => vec![work(only)],
        things => things.par_iter().map(work).collect(),
    }
}

/// Does a work, and beside it another that only spares it some time: where no thread is free for that,
/// it is left undone.
pub fn beside<R: Send>(work: impl FnOnce() -> R + Send, other: impl FnOnce() + Send) -> R {
    let other = |on: rayon::FnContext| {
        if on.migrated() {
            other();
        }
    };
    rayon::join_context(|_| work(), other).0
}

/// Does two works at once.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

/// Does a work on one of the threads that share such work. Who calls from outside of them is put to sleep
/// and woken around everything that is done side by side; inside nobody is.
pub fn within<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    rayon::scope(|_| work())
}
