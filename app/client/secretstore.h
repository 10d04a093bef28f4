// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/then.h"
#include "common/core/secret.h"

#include <QHash>

#include <optional>

namespace confab::client {

/// Where refresh tokens live between two runs. Promises of every implementation: answers come later, never from within
/// the call; calls with the same key take effect in the order in which they were made; what write() answered without an
/// error, read() gives back until remove(), in the next run too if isPersistent().
/// Thread: the client's.
class SecretStore {
public:
    virtual ~SecretStore() = default;

    /// The secret, or none when there is no such key. Unavailable when the store can't be used (locked, missing).
    virtual void read(const QString& key, Then<std::optional<Secret>> then) = 0;
    virtual void write(const QString& key, const Secret& secret, Then<void> then) = 0;
    /// Removing what is not there is no error.
    virtual void remove(const QString& key, Then<void> then) = 0;

    /// Whether secrets outlive this run. May become false after a failed call.
    virtual bool isPersistent() const = 0;
    /// When not: why, one sentence for people. Empty otherwise.
    virtual QString whyNotPersistent() const = 0;
};

/// Secrets for as long as the program runs: the console client's store, and the app's where there is no keychain.
class MemorySecretStore final : public SecretStore {
public:
    /// `why` is what whyNotPersistent() says.
    explicit MemorySecretStore(QString why = {}) : m_why(std::move(why)) {}

    void read(const QString& key, Then<std::optional<Secret>> then) override;
    void write(const QString& key, const Secret& secret, Then<void> then) override;
    void remove(const QString& key, Then<void> then) override;
    bool isPersistent() const override { return false; }
    QString whyNotPersistent() const override { return m_why; }

private:
    QString m_why;
    QHash<QString, Secret> m_secrets;
};

} // namespace confab::client
