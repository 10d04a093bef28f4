// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QSettings>

#include <functional>
#include <memory>
#include <vector>

namespace confab::models {

class Workspace;

/// One account with all that the program composes for it: a client, a keychain entry, a store, and view models.
class OpenAccount {
public:
    virtual ~OpenAccount() = default;
    virtual Workspace& workspace() = 0;
    /// Looks for the keychain, and, if `resumes`, resumes the account's last session, if there is one.
    virtual void start(bool resumes) = 0;
    /// Removes what only this account stored; called right before the end of this object.
    virtual void forget() = 0;
};

/// The accounts of the window, each with a session of its own: all stay connected, and one is on the screen. An account
/// leaves the list when its user signs out of it, unless it is the last one. An account that nobody has signed in to
/// yet leaves it when the user turns to another one. Thread: the window's. Owned by: Application.
class AccountList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentChanged FINAL)
    Q_PROPERTY(bool full READ isFull NOTIFY countChanged FINAL) ///< `most` are open

public:
    enum Role {
        TitleRole = Qt::UserRole + 1, ///< the person and the server: "Ana Moreno, chat.example.org"
        ShortNameRole,                ///< one or two characters that tell it from its neighbours
        ColorIdRole, ///< the same number for the same server, or for the same person where those tell them apart
        NumberRole,  ///< Badges::number
        CallingRole, ///< Badges::isCalling
        CurrentRole
    };
    Q_ENUM(Role)
    /// Makes the account of a name: "1", "2", …; the settings that are its own have that name in theirs.
    using Maker = std::function<std::unique_ptr<OpenAccount>(const QString& name)>;

    /// Opens the accounts of the last run; the first one when there was none. `settings` must outlive this.
    AccountList(QSettings& settings, Maker maker);
    ~AccountList() override;

    /// Resumes the session of each account; that of the current one only if `resumesCurrent`.
    void start(bool resumesCurrent);

    Workspace& current() { return workspaceAt(m_current); }
    Workspace& workspaceAt(int row) { return m_entries[size_t(row)].account->workspace(); }
    int currentRow() const { return m_current; }
    int count() const { return int(m_entries.size()); }
    bool isFull() const { return count() >= most; }

    /// Shows the account. Rows outside of the list change nothing.
    Q_INVOKABLE void choose(int row);
    /// Shows the one `by` rows below; the list is a ring.
    Q_INVOKABLE void step(int by);
    /// Shows the sign-in page of another account. Nothing happens when the list is full.
    Q_INVOKABLE void add();

    /// Opens a link to a room in the account that is signed in to its server; else in the current one, which says why
    /// that can't be.
    void openLink(const QString& link);
    /// Shows the account that has this workspace.
    void show(const Workspace& workspace);

    /// Unread messages for the user, in all accounts.
    int number() const;
    bool isCalling() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Each account has a connection, a store and models in memory.
    static constexpr int most = 9;

Q_SIGNALS:
    void countChanged();
    void currentChanged();
    /// number() or isCalling() may have changed.
    void badgesChanged();

private:
    struct Entry {
        QString name;
        std::unique_ptr<OpenAccount> account;
    };
    void open(const QString& name);
    void watch(const QString& name, Workspace& workspace);
    void changed(const QString& name, const QList<int>& roles);
    void meetTwin(const QString& name);
    void passOn(const QString& name, const QString& link);
    int rowOfLink(const QString& link);
    void turnTo(int row);
    void remove(const QString& name);
    void write();
    bool isUnused(int row);
    int rowOf(const QString& name) const;
    QString freeName() const;
    bool isNamedByPerson(int row) const;
    QString shortName(int row) const;

    QSettings& m_settings;
    const Maker m_maker;
    std::vector<Entry> m_entries;
    std::vector<std::unique_ptr<OpenAccount>> m_leaving; // until the window has let go of them
    int m_current = 0;
};

} // namespace confab::models
