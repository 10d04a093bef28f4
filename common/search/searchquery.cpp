// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/search/searchquery.h"

#include <QDateTime>
#include <QStringBuilder>

#include <algorithm>

namespace confab {

namespace {

/// A piece of the query: KEY:VALUE, or a word.
struct Token {
    QString key; ///< in lower case; empty: none
    QString value;
    QString asTyped;
};

/// Reads pieces between white space; quotation marks hold together what they enclose.
/// Thread: any. Owned by: parseSearchQuery().
class Tokens {
public:
    explicit Tokens(const QString& text) : m_text(text) {}

    std::optional<Token> next() {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        if (m_at == m_text.size())
            return std::nullopt;
        Token token;
        const qsizetype colon = keyEnd();
        if (colon > 0) {
            token.key = m_text.mid(m_at, colon - m_at).toLower();
            token.asTyped = m_text.mid(m_at, colon + 1 - m_at);
            m_at = colon + 1;
        }
        token.value = value();
        token.asTyped += token.value;
        return token;
    }

private:
    /// The place of the colon behind a key, or -1.
    qsizetype keyEnd() const {
        for (const char* key : {"from", "in", "before", "after", "has"}) {
            const QLatin1String name(key);
            const qsizetype end = m_at + name.size();
            if (QStringView(m_text).sliced(m_at).startsWith(name, Qt::CaseInsensitive) && end + 1 < m_text.size() &&
                m_text[end] == u':' && !m_text[end + 1].isSpace())
                return end;
        }
        return -1;
    }

    QString value() {
        if (m_text[m_at] == u'"') {
            const qsizetype begin = m_at + 1;
            const qsizetype end = m_text.indexOf(u'"', begin);
            m_at = end < 0 ? m_text.size() : end + 1;
            return m_text.mid(begin, (end < 0 ? m_text.size() : end) - begin).trimmed();
        }
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !m_text[m_at].isSpace())
            ++m_at;
        return m_text.mid(begin, m_at - begin);
    }

    const QString& m_text;
    qsizetype m_at = 0;
};

/// The beginning of a day, a month or a year in UTC.
std::optional<UtcTime> dateOf(const QString& text) {
    for (const char* format : {"yyyy-MM-dd", "yyyy-MM", "yyyy"}) {
        const QDate date = QDate::fromString(text, QLatin1String(format));
        if (date.isValid() && date.year() >= 1970)
            return UtcTime{date.startOfDay(Qt::UTC).toMSecsSinceEpoch()};
    }
    return UtcTime::fromIso(text);
}

bool takeHas(const QString& what, SearchQuery& query) {
    const QString name = what.toLower();
    bool* const member = name == u"file"    ? &query.hasFile
                         : name == u"link"  ? &query.hasLink
                         : name == u"image" ? &query.hasImage
                                            : nullptr;
    if (member)
        *member = true;
    return member != nullptr;
}

bool takeDate(const Token& token, SearchQuery& query) {
    const std::optional<UtcTime> date = dateOf(token.value);
    if (!date)
        return false;
    if (token.key == u"before")
        query.before = query.before ? std::min(*query.before, *date) : *date;
    else
        query.after = query.after ? std::max(*query.after, *date) : *date;
    return true;
}

/// Whether it narrows the search down.
bool takeFilter(const Token& token, SearchQuery& query) {
    if (token.key.isEmpty() || token.value.isEmpty())
        return false;
    if (token.key == u"from" || token.key == u"in") {
        const bool isHandle = token.value.size() > 1 && (token.value[0] == u'@' || token.value[0] == u'#');
        (token.key == u"from" ? query.from : query.in).append(isHandle ? token.value.mid(1) : token.value);
        return true;
    }
    return token.key == u"has" ? takeHas(token.value, query) : takeDate(token, query);
}

} // namespace

SearchQuery parseSearchQuery(const QString& text) {
    SearchQuery query;
    Tokens tokens(text);
    while (const std::optional<Token> token = tokens.next()) {
        if (!takeFilter(*token, query) && !token->asTyped.isEmpty())
            query.words.append(token->asTyped);
    }
    return query;
}

} // namespace confab
