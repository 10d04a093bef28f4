// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/shownsecret.h"

#include <QClipboard>
#include <QGuiApplication>

namespace confab::models {

void ShownSecret::show(const QString& text, const QString& use) {
    m_text = text;
    m_use = use;
    Q_EMIT changed();
}

void ShownSecret::copy() const {
    if (!m_text.isEmpty())
        QGuiApplication::clipboard()->setText(m_text);
}

void ShownSecret::forget() {
    if (!m_text.isEmpty())
        show({}, {});
}

} // namespace confab::models
