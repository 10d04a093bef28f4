// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/then.h"
#include "common/core/secret.h"

#include <QHash>

#include <optional>

namespace confab::client {

/// Stores refresh tokens between two runs. Promises of every implementation: answers come later, never from within the
/// call; calls with the same key take effect in order; after a write() without an error, read() returns the value until
/// remove(), in the next run too if isPersistent().
/// Thread: the client's.
class SecretStore {
public:
    virtual ~SecretStore() = default;

    /// The secret, or empty when there is no such key. Unavailable when the store can't be used (locked, missing).
    virtual void read(const QString& key, Then<std::optional<Secret>> then) = 0;
    virtual void write(const QString& key, const Secret& secret, Then<void> then) = 0;
    /// Removing a missing key is no error.
    virtual void remove(const QString& key, Then<void> then) = 0;

    /// Whether secrets are kept after this run. May become false after a failed call.
    virtual bool isPersistent() const = 0;
    /// Why it is not persistent, as one sentence for users. Empty otherwise.
    virtual QString whyNotPersistent() const = 0;
};

/// Stores secrets for this run only: the console client's store, and the app's where there is no keychain.
class MemorySecretStore final : public SecretStore {
public:
    /// `why` is what whyNotPersistent() returns.
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
