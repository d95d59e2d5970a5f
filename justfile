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

# Make what is released, into dist/: programs, installer, packages, checksums (docs/release.md).
dist *halves:
    .ci/dist {{halves}}

# The version, as it stands in Cargo.toml.
version:
    @sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1

# Sign the programs for Windows in dist/ with the office's own certificate.
sign certificate:
    .ci/sign {{certificate}}

# Run the program for Windows under wine.
wine:
    tests/windows/run

# Draw the icon of the Windows program anew from packaging/danhmuc.svg.
icon:
    #!/usr/bin/env bash
    set -euo pipefail
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    for size in 16 24 32 48 64 256; do
        rsvg-convert -w "$size" -h "$size" packaging/danhmuc.svg -o "$work/$size.png"
    done
    # The largest is kept as PNG, as Windows has it since Vista.
    icotool -c -o packaging/windows/danhmuc.ico "$work"/{16,24,32,48,64}.png --raw="$work/256.png"
    rsvg-convert -w 164 -h 314 packaging/windows/side.svg -o "$work/side.png"
    convert "$work/side.png" -alpha off -colors 64 -type Palette -compress None BMP3:packaging/windows/side.bmp

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
