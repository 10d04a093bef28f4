// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/dialect.h"

namespace confab {

/// The text of an array of texts, as PostgreSQL reads it: {"one","two"}.
/// Thread: one. Owned by: the function that binds it.
class TextArray {
public:
    explicit TextArray(const Dialect& dialect) : m_dialect(dialect) {}

    void append(const QString& element) {
        m_text += m_text.isEmpty() ? u"{\"" : u",\"";
        const QString sent = m_dialect.bindable(element).toString();
        for (const QChar c : sent) {
            if (c == u'"' || c == u'\\')
                m_text += u'\\';
            m_text += c;
        }
        m_text += u'"';
    }

    QString text() const { return m_text.isEmpty() ? QStringLiteral("{}") : m_text + u'}'; }

private:
    const Dialect& m_dialect;
    QString m_text;
};

} // namespace confab
