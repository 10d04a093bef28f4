// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/commandtable.h"
#include "app/models/roletable.h"

#include <QAbstractListModel>
#include <QKeySequence>
#include <QQmlEngine>
#include <QSettings>

#include <vector>

namespace confab::models {

/// The keys of the commands, as the user chose them; saved at once. A key has one command at most.
/// Roles: command (its id), name, icon, keys (as people read them), sequences (as QML's Shortcut takes them), anywhere
/// (CommandRow::Window), changed (not as at first).
/// Thread: the window's. Owned by: Workspace.
class KeyBindings : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// The first key of each command that has one, as people read it, by the command's id.
    Q_PROPERTY(QVariantMap hints READ hints NOTIFY keysChanged FINAL)
    /// All keys of each command, as QML's Shortcut takes them.
    Q_PROPERTY(QVariantMap sequences READ sequences NOTIFY keysChanged FINAL)

public:
    /// `settings` must outlive this. What can't be read there, and keys that another command has, are left out.
    explicit KeyBindings(QSettings& settings);

    /// The command of this key; empty: none. `modifiers`: Qt::KeyboardModifiers.
    Q_INVOKABLE QString commandOf(int key, int modifiers) const;
    /// Gives the command this key alone. Returns why not, as a text; empty: it has it.
    Q_INVOKABLE QString assign(const QString& command, int key, int modifiers);
    /// Takes its keys away.
    Q_INVOKABLE void clear(const QString& command);
    /// Gives it the keys of the beginning, as far as no other command has them now.
    Q_INVOKABLE void reset(const QString& command);
    Q_INVOKABLE void resetAll();

    QVariantMap hints() const;
    QVariantMap sequences() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    const CommandRow& commandAt(int row) const { return commandTable()[size_t(row)]; }
    static QString nameOf(const CommandRow& command);

Q_SIGNALS:
    void keysChanged();

private:
    QStringList sequencesAt(int row) const;
    static std::span<const Role<KeyBindings>> table();
    static int rowOf(const QString& command);
    int ownerOf(const QKeySequence& key) const;
    QList<QKeySequence> freeOf(const QString& keys) const;
    void set(int row, QList<QKeySequence> keys);
    bool isChanged(int row) const;

    QSettings& m_settings;
    std::vector<QList<QKeySequence>> m_keys; // of each row of commandTable()
};

} // namespace confab::models
