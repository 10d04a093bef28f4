// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/secretstore.h"

namespace confab::test {

/// Refresh tokens in files: what a keychain keeps over the end of the program.
/// Thread: the client's. Owned by: main().
class FileSecretStore final : public client::SecretStore {
public:
    explicit FileSecretStore(QString folder) : m_folder(std::move(folder)) {}

    void read(const QString& key, client::Then<std::optional<Secret>> then) override;
    void write(const QString& key, const Secret& secret, client::Then<void> then) override;
    void remove(const QString& key, client::Then<void> then) override;
    bool isPersistent() const override { return true; }
    QString whyNotPersistent() const override { return {}; }

private:
    QString pathOf(const QString& key) const;

    QString m_folder;
};

} // namespace confab::test
