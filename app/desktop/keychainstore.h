// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/secretstore.h"

#include <QObject>

#include <chrono>

namespace QKeychain {
class Job;
}

namespace confab::desktop {

/// Stores secrets in the system's keychain through QtKeychain. Where there is none, or it does not answer, it reports
/// that and keeps them in memory for the rest of the run: never in a file of its own.
/// Thread: the window's; it needs an event loop. Owned by: Application.
class KeychainStore : public QObject, public client::SecretStore {
    Q_OBJECT
public:
    /// `service` names the program (and profile) in the keychain's list.
    explicit KeychainStore(QString service, std::chrono::milliseconds patience = std::chrono::seconds(3));

    /// Checks whether there is a keychain, before the first secret has to be stored.
    void probe();

    void read(const QString& key, client::Then<std::optional<Secret>> then) override;
    void write(const QString& key, const Secret& secret, client::Then<void> then) override;
    void remove(const QString& key, client::Then<void> then) override;
    bool isPersistent() const override { return m_usable; }
    QString whyNotPersistent() const override { return m_why; }

Q_SIGNALS:
    void persistenceChanged();

private:
    void run(QKeychain::Job* job, std::function<void(bool answered)> then);
    void giveUp(const QString& why);

    const QString m_service;
    const std::chrono::milliseconds m_patience; // reliability.md: without a GLib main loop libsecret never answers
    bool m_usable = true;
    QString m_why;
    client::MemorySecretStore m_memory;
};

} // namespace confab::desktop
