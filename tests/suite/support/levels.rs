//! All SIMD levels this machine can run.

use quantscope::kernels::Level;

pub(crate) fn levels() -> Vec<Level> {
    let best = Level::new();
    #[cfg(target_arch = "x86_64")]
    let lower = [
        best.as_sse2().map(Level::Sse2),
        best.as_sse4_2().map(Level::Sse4_2),
        best.as_avx2().map(Level::Avx2),
    ];
    #[cfg(not(target_arch = "x86_64"))]
    let lower: [Option<Level>; 0] = [];
    [best, Level::fallback()].into_iter().chain(lower.into_iter().flatten()).collect()
}
