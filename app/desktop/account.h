// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/desktop/keychainstore.h"
#include "app/models/accountlist.h"
#include "app/models/workspace.h"
#include "app/notifications/notifier.h"

#include <QSettings>

#include <memory>

namespace confab::desktop {

/// One account's parts in their start order. Settings, keychain entries and files have the account's own name; the
/// first account of a profile has that of the profile.
/// Thread: the program's first. Owned by: AccountList.
class Account : public QObject, public models::OpenAccount {
    Q_OBJECT
public:
    /// `name`: of AccountList; `profile`: Options::profileName(). `preparer` must outlive this.
    Account(const QString& profile, const QString& name, client::FilePreparer& preparer,
            std::shared_ptr<models::ProgramSettings> program,
            std::unique_ptr<notifications::NotificationService> notifications);
    ~Account() override;

    models::Workspace& workspace() override { return m_workspace; }
    void start(bool resumes) override;
    void forget() override;

Q_SIGNALS:
    /// The user chose a notification of this account.
    void raiseWanted(const QString& activationToken);

private:
    const QString m_place; // the name of its files and of its entries in the keychain
    const bool m_isFirst;
    QSettings m_settings;
    KeychainStore m_store;
    client::Client m_client;
    models::Workspace m_workspace;
    const std::unique_ptr<notifications::NotificationService> m_notifications;
    notifications::Notifier m_notifier;
};

} // namespace confab::desktop
