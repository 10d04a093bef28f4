// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// High contrast: texts have 7:1, icons and outlines 4.5:1.
ColorTokens {
    window: "#000000"
    side: "#000000"
    raised: "#1a1a1a"
    hovered: "#262626"
    line: "#8a8a8a"
    outline: "#ffffff"
    text: "#ffffff"
    secondary: "#e0e0e0"
    icon: "#ffffff"
    accent: "#a8bcff"
    accentHovered: "#c4d2ff"
    accentInk: "#000000"
    accentSoft: "#1b2a66"
    accentSoftInk: "#ffffff"
    good: "#5ce0a4"
    warn: "#ffd166"
    warnSoft: "#2b2000"
    bad: "#ff9aa3"
    badSoft: "#33070d"
    badInk: "#000000"
    badge: "#ffffff"
    badgeInk: "#000000"
    tip: "#ffffff"
    tipInk: "#000000"
    scrim: "#d9000000"
    shadow: "#00000000"
}
