// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSslCertificate>
#include <QStringList>
#include <QTemporaryDir>

namespace confab::test {

/// A certificate that signs itself, and its key, as a small server of the world has them. Needs the openssl program.
/// Thread: the test's. Owned by: the test.
class TlsFiles {
public:
    /// Makes both files for this name; over those that were there, so that a server can be told to read them anew.
    /// False when openssl could not do it.
    [[nodiscard]] bool make(const QString& name = QStringLiteral("confab.test"));

    QString certificateFile() const { return m_folder.filePath(QStringLiteral("cert.pem")); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key.pem")); }
    /// What confabd has to be told.
    QStringList arguments() const;
    /// What a client is to be shown.
    QSslCertificate certificate() const;

private:
    QTemporaryDir m_folder;
};

} // namespace confab::test
