// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The delegate of a section, in a file without bound components: a ListView of Qt 6.4 can't create those.
QtObject {
    readonly property Component title: SwitcherSection {}
}
