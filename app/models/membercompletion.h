// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/completionprovider.h"
#include "common/core/ids.h"

#include <QAbstractItemModel>
#include <QCoreApplication>

#include <functional>

namespace confab::models {

/// Members for "@" and the beginning of a name or of its later words, without regard to case and accents; in the order
/// of the members' list (those who are here first), names that begin so before others, without the person who writes;
/// behind them "here" and "room". Those who share a name are told apart by the numbers of their accounts.
/// Thread: the window's. Owned by: Completion.
class MemberCompletion : public CompletionProvider {
    Q_DECLARE_TR_FUNCTIONS(confab::models::MemberCompletion)
public:
    /// Told who was taken, and under which name.
    using Chosen = std::function<void(UserId user, const QString& name)>;

    /// `people` has the roles of MemberListModel, and must outlive this. `others`: how many people "@room" calls; when
    /// it calls nobody, the room is not offered.
    explicit MemberCompletion(const QAbstractItemModel& people, std::function<int()> others = {}, Chosen chosen = {})
        : m_people(people), m_others(std::move(others)), m_chosen(std::move(chosen)) {}

    QChar trigger() const override { return u'@'; }
    QString title() const override { return tr("Members"); }
    bool isOfWord(QChar character) const override;
    QList<CompletionOffer> offers(const QString& word, int most) const override;
    void taken(const CompletionOffer& offer) override;

private:
    QList<CompletionOffer> groups(const QString& beginning) const;
    static void tellApart(QList<CompletionOffer>& people);

    const QAbstractItemModel& m_people;
    std::function<int()> m_others;
    Chosen m_chosen;
};

} // namespace confab::models
