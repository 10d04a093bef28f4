// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/completion.h"

#include <algorithm>
#include <array>

namespace confab::models {

namespace {

/// Not behind a letter or a digit (10:30, ana@example.org), nor inside an address or a path.
bool beginsWord(const QString& before, qsizetype at) {
    if (at == 0)
        return before.size() < Completion::lookedAt; // else what stands before it is not known
    const QChar previous = before[at - 1];
    return !previous.isLetterOrNumber() && !QStringView(u":/\\@._-#&=?").contains(previous);
}

} // namespace

void Completion::add(std::unique_ptr<CompletionProvider> provider) {
    m_providers.push_back(std::move(provider));
}

CompletionProvider* Completion::providerOf(QChar trigger) const {
    for (const auto& provider : m_providers) {
        if (provider->trigger() == trigger)
            return provider.get();
    }
    return nullptr;
}

void Completion::edited(const QString& before, int caret) {
    for (qsizetype at = before.size() - 1; at >= 0; --at) {
        CompletionProvider* provider = providerOf(before[at]);
        if (!provider)
            continue;
        const QString word = before.mid(at + 1);
        const bool whole = std::all_of(word.begin(), word.end(), [&](QChar one) { return provider->isOfWord(one); });
        const int start = caret - int(before.size() - at);
        if (start != m_dismissed)
            m_dismissed = -1;
        if (whole && beginsWord(before, at) && m_dismissed < 0)
            return offer(provider, start, caret, word);
        return offer(nullptr, start, caret, {});
    }
    m_dismissed = -1;
    offer(nullptr, 0, caret, {});
}

void Completion::offer(CompletionProvider* provider, int start, int caret, const QString& word) {
    QList<CompletionOffer> offers = provider ? provider->offers(word, most) : QList<CompletionOffer>();
    m_start = start;
    m_caret = caret;
    if (offers.isEmpty() && m_offers.isEmpty())
        return;
    beginResetModel();
    m_offers = std::move(offers);
    m_provider = m_offers.isEmpty() ? nullptr : provider;
    m_current = 0;
    endResetModel();
    Q_EMIT changed();
    Q_EMIT currentChanged();
}

void Completion::caretMoved(int caret) {
    if (isOpen() && caret != m_caret)
        offer(nullptr, m_start, caret, {});
}

void Completion::setCurrent(int row) {
    if (row < 0 || row >= m_offers.size() || row == m_current)
        return;
    m_current = row;
    Q_EMIT currentChanged();
}

void Completion::moveBy(int step) {
    const int count = int(m_offers.size());
    if (count > 0)
        setCurrent(((m_current + step) % count + count) % count);
}

void Completion::take(int row) {
    const int wanted = row < 0 ? m_current : row;
    if (wanted >= m_offers.size())
        return;
    const CompletionOffer offered = m_offers[wanted];
    m_provider->taken(offered);
    const int start = m_start, end = m_caret;
    offer(nullptr, start, end, {});
    Q_EMIT taken(start, end, offered.text);
}

void Completion::dismiss() {
    if (!isOpen())
        return;
    m_dismissed = m_start;
    offer(nullptr, m_start, m_caret, {});
}

std::span<const Role<Completion>> Completion::table() {
    using M = const Completion&;
    static constexpr std::array<Role<Completion>, 5> roles{{
        {"symbol", [](M m, int row) -> QVariant { return m.m_offers[row].symbol; }},
        {"initials", [](M m, int row) -> QVariant { return m.m_offers[row].initials; }},
        {"colorId", [](M m, int row) -> QVariant { return m.m_offers[row].colorId; }},
        {"label", [](M m, int row) -> QVariant { return m.m_offers[row].label; }},
        {"detail", [](M m, int row) -> QVariant { return m.m_offers[row].detail; }},
    }};
    return roles;
}

int Completion::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_offers.size());
}

QVariant Completion::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> Completion::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
