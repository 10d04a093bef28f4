// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// The look of the window, and its language.
SettingsSection {
    id: section

    required property Appearance appearance

    title: qsTr("Appearance")

    ChoiceBar {
        width: parent.width
        label: qsTr("Color scheme")
        value: section.appearance.scheme
        choices: [
            { value: Appearance.System, text: qsTr("System"), icon: "monitor" },
            { value: Appearance.Light, text: qsTr("Light"), icon: "sun" },
            { value: Appearance.Dark, text: qsTr("Dark"), icon: "moon" }
        ]
        onChosen: value => section.appearance.scheme = value
    }
    AppText {
        width: parent.width
        text: qsTr("Contrast")
        font.weight: Font.Medium
    }
    ChoiceBar {
        width: parent.width
        label: qsTr("Contrast")
        value: section.appearance.contrast
        choices: [
            { value: Appearance.ContrastOfSystem, text: qsTr("System") },
            { value: Appearance.NormalContrast, text: qsTr("Normal") },
            { value: Appearance.HighContrast, text: qsTr("High") }
        ]
        onChosen: value => section.appearance.contrast = value
    }
    AppText {
        width: parent.width
        text: qsTr("Density")
        font.weight: Font.Medium
    }
    ChoiceBar {
        width: parent.width
        label: qsTr("Density")
        value: section.appearance.compact
        choices: [
            { value: false, text: qsTr("Comfortable") },
            { value: true, text: qsTr("Compact") }
        ]
        onChosen: value => section.appearance.compact = value
    }
    AppText {
        width: parent.width
        text: qsTr("Text size")
        font.weight: Font.Medium
    }
    ChoiceBar {
        width: parent.width
        label: qsTr("Text size")
        value: Math.round(section.appearance.textScale * 100)
        choices: [
            { value: 80, text: qsTr("80 %") },
            { value: 90, text: qsTr("90 %") },
            { value: 100, text: qsTr("100 %") },
            { value: 115, text: qsTr("115 %") },
            { value: 130, text: qsTr("130 %") },
            { value: 160, text: qsTr("160 %") },
            { value: 200, text: qsTr("200 %") }
        ]
        onChosen: value => section.appearance.textScale = value / 100
    }
    ToggleSwitch {
        width: parent.width
        text: qsTr("Reduce motion")
        hint: qsTr("Turns animations off.")
        checked: section.appearance.reducedMotion
        onToggled: section.appearance.reducedMotion = checked
    }
    AppText {
        width: parent.width
        text: qsTr("Language")
        font.weight: Font.Medium
    }
    ChoiceBar {
        width: parent.width
        label: qsTr("Language")
        value: section.appearance.language.choice
        choices: [{ value: "", text: qsTr("System") }, ...section.appearance.language.offers]
        onChosen: value => section.appearance.language.choice = value
    }
}
