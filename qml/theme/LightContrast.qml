// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// High contrast: texts have 7:1, icons and outlines 4.5:1.
ColorTokens {
    window: "#ffffff"
    side: "#ffffff"
    raised: "#f0f0f0"
    hovered: "#e6e6e6"
    line: "#767676"
    outline: "#000000"
    text: "#000000"
    secondary: "#2b2b2b"
    icon: "#000000"
    accent: "#0025b3"
    accentHovered: "#001a80"
    accentInk: "#ffffff"
    accentSoft: "#d6deff"
    accentSoftInk: "#00125c"
    good: "#00592f"
    warn: "#5c3c00"
    warnSoft: "#fff1cc"
    bad: "#8f0013"
    badSoft: "#ffe3e6"
    badInk: "#ffffff"
    badge: "#000000"
    badgeInk: "#ffffff"
    tip: "#000000"
    tipInk: "#ffffff"
    scrim: "#b3000000"
    shadow: "#00000000"
}
