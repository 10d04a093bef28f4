// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/secretstore.h"

#include <QTimer>

namespace confab::client {

namespace {

/// Answers from the event loop, as every store promises.
template <class T>
void later(const Then<T>& then, Result<T> result) {
    QTimer::singleShot(0, [then, result = std::move(result)] { then(result); });
}

} // namespace

void MemorySecretStore::read(const QString& key, Then<std::optional<Secret>> then) {
    const auto found = m_secrets.constFind(key);
    later<std::optional<Secret>>(then, found == m_secrets.constEnd() ? std::nullopt : std::optional<Secret>(*found));
}

void MemorySecretStore::write(const QString& key, const Secret& secret, Then<void> then) {
    m_secrets.insert(key, secret);
    later<void>(then, {});
}

void MemorySecretStore::remove(const QString& key, Then<void> then) {
    m_secrets.remove(key);
    later<void>(then, {});
}

} // namespace confab::client
