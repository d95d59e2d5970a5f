//! A font's name → the encoding its makers drew it for.
//!
//! A name that several makers gave to fonts of different encodings says nothing: "VNtimes new
//! roman" and "VNarial" are Vietware's, not ABC's.

use super::Legacy;

/// Cuts of a typeface, which some programs append to its name.
const CUTS: &[&str] = &["regular", "normal", "bold", "italic", "oblique", "bolditalic"];

pub(super) fn encoding(name: &str) -> Option<Legacy> {
    let name = name.trim().trim_matches(['"', '\'', '@']).to_lowercase();
    let family = without_cuts(&name);
    if family.strip_prefix("vni").is_some_and(is_vni) {
        return Some(Legacy::Vni);
    }
    let abc = family.strip_prefix(".vn").or_else(|| {
        // Without its dot only ".VnTime" is no other maker's name.
        family.strip_prefix("vn").filter(|rest| matches!(*rest, "time" | "timeh"))
    })?;
    // No typeface of ABC ends with this letter but to say that it has capitals alone.
    Some(if abc.ends_with('h') { Legacy::Tcvn3Capitals } else { Legacy::Tcvn3 })
}

/// "VNI-Times", "VNI Times", "VniTimes"; not "VNI Unicode Times".
fn is_vni(rest: &str) -> bool {
    !rest.is_empty() && !rest.contains("unicode") && !rest.contains("utf")
}

fn without_cuts(name: &str) -> &str {
    let mut family = name;
    while let Some((before, cut)) = family.rsplit_once([' ', '-', ','])
        && (cut.is_empty() || CUTS.contains(&cut))
    {
        family = before;
    }
    family
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_of_abc_and_vni_are_known_by_name() {
        for (encoding, names) in [
            (
                Legacy::Tcvn3,
                ".VnTime|.vntime|.VnArial|.VnArial Narrow|.VnTime Bold|.VnBlack-Bold|VnTime\
                 |.VnHelvetIns|.VnCentury Schoolbook|.VnMonotype corsiva| .VnTime |.VNTIME",
            ),
            (
                Legacy::Tcvn3Capitals,
                ".VnTimeH|.VNTIMEH|VnTimeH|.VnArial NarrowH|.vnHelvetInsH|.VnTimeH Bold Italic\
                 |.VnTimeH-Bold|.VnBodoniH",
            ),
            (
                Legacy::Vni,
                "VNI-Times|VNI Times|vni-helve|VNI-Helve-Condense|VniTimes|VNI-Times Bold",
            ),
        ] {
            for name in names.split('|') {
                assert_eq!(Legacy::of_font(name), Some(encoding), "{name}");
            }
        }
    }

    #[test]
    fn fonts_of_unicode_and_of_other_makers_are_not() {
        for name in [
            "Times New Roman",
            "Arial",
            "Calibri",
            "UVN Ai Cap",
            "UTM Times",
            "SVN-Gotham",
            "VNF-Comic Sans",
            "VNI Unicode Times",
            "VNtimes new roman",
            "SVNtimes new roman",
            "VNarial",
            "Vni",
            "",
            ".",
        ] {
            assert_eq!(Legacy::of_font(name), None, "{name}");
        }
    }
}
