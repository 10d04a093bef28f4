// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/completionprovider.h"
#include "app/models/roletable.h"

#include <QAbstractListModel>
#include <QQmlEngine>

#include <memory>
#include <vector>

namespace confab::models {

/// What a text field offers for the word before its caret, when the word begins with the trigger of a provider. The
/// field reports its edits and carries out `taken`. Roles: symbol, initials, colorId, label, detail. Thread: the
/// window's. Owned by: CurrentRoom.
class Completion : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(bool open READ isOpen NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(int start READ start NOTIFY changed FINAL) ///< where the trigger stands in the text
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged FINAL)
    Q_PROPERTY(QString currentLabel READ currentLabel NOTIFY currentChanged FINAL)

public:
    /// From now on it is asked too. Each has another trigger.
    void add(std::unique_ptr<CompletionProvider> provider);

    bool isOpen() const { return !m_offers.isEmpty(); }
    QString title() const { return m_provider ? m_provider->title() : QString(); }
    int start() const { return m_start; }
    int current() const { return m_current; }
    void setCurrent(int row);
    QString currentLabel() const { return m_offers.value(m_current).label; }

    /// The text was edited: `before` is what stands before the caret, or its last `lookedAt` characters. Opens or
    /// closes.
    Q_INVOKABLE void edited(const QString& before, int caret);
    /// The caret was moved without an edit: closes when it has left the word.
    Q_INVOKABLE void caretMoved(int caret);
    /// Up and down, around the ends.
    Q_INVOKABLE void moveBy(int step);
    /// Takes an offer, or the current one (-1): `taken` follows.
    Q_INVOKABLE void take(int row = -1);
    /// Closes, until another word begins.
    Q_INVOKABLE void dismiss();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    static constexpr int most = 8;
    static constexpr int lookedAt = 64;

Q_SIGNALS:
    void changed();
    void currentChanged();
    /// The text from `start` up to `end` becomes `text`.
    void taken(int start, int end, const QString& text);

private:
    static std::span<const Role<Completion>> table();
    void offer(CompletionProvider* provider, int start, int caret, const QString& word);
    CompletionProvider* providerOf(QChar trigger) const;

    std::vector<std::unique_ptr<CompletionProvider>> m_providers;
    CompletionProvider* m_provider = nullptr; // while it is open
    QList<CompletionOffer> m_offers;
    int m_start = 0;
    int m_caret = 0;
    int m_current = 0;
    int m_dismissed = -1; // the start of the word for which the person wants none
};

} // namespace confab::models
