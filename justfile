# Recipes for everyday work; `just` alone lists them.

# List the recipes.
default:
    @"{{just_executable()}}" --list

# Run every test.
test:
    cargo test --release

# Format the code.
fmt:
    cargo fmt

# Refuse unformatted code and every lint.
lint:
    cargo fmt --check
    cargo clippy --release --all-targets -- -D warnings

# Build the code's documentation; a broken link is an error.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --release --no-deps

# All that a change must pass.
ci:
    .ci/run

# Build the binary that is shipped, with no folder of this machine in it.
dist:
    .ci/dist

# Build the five sample sources; the two of the Party name no leads and so print as drafts.
seeds:
    cargo run --release -- build seeds/thanh-hoa-1992 --agencies all
    cargo run --release -- build seeds/ha-tinh-111-nq-cp --agencies all
    cargo run --release -- build seeds/ha-tinh-57-kl-tu
    cargo run --release -- build seeds/ha-tinh-26-ctr-tu --draft
    cargo run --release -- build seeds/ha-tinh-01-ctr-tu-2025 --draft

# Measure against the bare engine, the peers, and small against large (docs/benchmarks.md).
bench:
    cargo bench --bench ratios
