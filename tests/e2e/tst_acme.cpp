// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/daemonprocess.h"
#include "tests/support/waiting.h"

#include <QDir>
#include <QFile>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

/// Stands in for lego: notes its arguments, and makes a certificate each time, or fails. The real one meets a real
/// authority in packaging/test/acme.sh.
constexpr const char* standIn = R"(#!/bin/sh
echo "$@" >>"$LEGO_NOTES"
if [ -e "$LEGO_NOTES.fails" ]; then echo "acme: error: 403 :: no such name"; exit 1; fi
while [ $# -gt 0 ]; do
    case $1 in
    --path) folder=$2 ;;
    --domains) host=$2 ;;
    esac
    shift
done
mkdir -p "$folder/certificates"
umask 077
openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj "/CN=$host" -addext "subjectAltName=DNS:$host" \
    -keyout "$folder/certificates/$host.key" -out "$folder/certificates/$host.crt" 2>/dev/null
)";

} // namespace

/// `confabd --acme`, with a stand-in for lego.
class TestAcme : public QObject {
    Q_OBJECT

private:
    static QByteArray serialShown(const DaemonProcess& daemon) {
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), daemon.port());
        return socket.waitForEncrypted() ? socket.peerCertificate().serialNumber() : QByteArray();
    }
    QStringList notes() const {
        QFile file(m_folder.filePath(QStringLiteral("notes")));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                              : QStringList();
    }

    QTemporaryDir m_folder;
    const QStringList m_arguments{QStringLiteral("--acme"), QStringLiteral("chat.example.org"),
                                  QStringLiteral("--acme-email"), QStringLiteral("admin@example.org")};

private Q_SLOTS:
    void initTestCase() {
        QFile lego(m_folder.filePath(QStringLiteral("lego")));
        QVERIFY(lego.open(QIODevice::WriteOnly) && lego.write(standIn) > 0);
        QVERIFY(lego.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        qputenv("PATH", m_folder.path().toUtf8() + ":" + qgetenv("PATH"));
        qputenv("LEGO_NOTES", m_folder.filePath(QStringLiteral("notes")).toUtf8());
    }
    void init() {
        QFile::remove(m_folder.filePath(QStringLiteral("notes")));
        QFile::remove(m_folder.filePath(QStringLiteral("notes.fails")));
    }

    void getsAndRenewsTheCertificate() {
        DaemonProcess daemon(m_arguments);
        QVERIFY2(daemon.start(), daemon.errors().constData());
        QVERIFY2(daemon.output().contains("https://"), daemon.output().constData());
        QVERIFY2(notes().value(0).endsWith(QStringLiteral(" run")) &&
                     notes().value(0).contains(QStringLiteral("--http.port :80")),
                 qPrintable(notes().value(0)));
        // The first look comes at once, and the stand-in renews each time.
        QVERIFY(waitUntil([&] { return daemon.errors().contains("New connections get the certificate"); }));
        const QByteArray first = serialShown(daemon);
        QVERIFY(!first.isEmpty());
        QCOMPARE(daemon.stop(), 0);
        QVERIFY2(daemon.start(), daemon.errors().constData());
        QVERIFY(waitUntil([&] {
            const QByteArray now = serialShown(daemon);
            return !now.isEmpty() && now != first;
        }));
        QCOMPARE(notes().filter(QStringLiteral(" run")).size(), 1); // it is asked for once
        QCOMPARE(daemon.stop(), 0);
    }

    void aFailureIsSaid() {
        QVERIFY(QFile(m_folder.filePath(QStringLiteral("notes.fails"))).open(QIODevice::WriteOnly));
        DaemonProcess daemon(m_arguments);
        QVERIFY(!daemon.start());
        QVERIFY2(daemon.errors().contains("No certificate for chat.example.org: acme: error: 403"),
                 daemon.errors().constData());
    }

    void settingsThatDoNotFit() {
        const auto refusal = [&](QStringList arguments) {
            arguments << QStringLiteral("--data") << m_folder.filePath(QStringLiteral("data"))
                      << QStringLiteral("--check-config");
            return DaemonProcess::run(arguments).errors;
        };
        QVERIFY(refusal({QStringLiteral("--acme"), QStringLiteral("chat.example.org")}).contains("acme-email"));
        QVERIFY(refusal({QStringLiteral("--acme"), QStringLiteral("../etc")}).contains("a name such as"));
        QVERIFY(
            refusal(m_arguments + QStringList{QStringLiteral("--tls-cert"), QStringLiteral("a")}).contains("leave"));
        QVERIFY2(refusal(m_arguments).isEmpty(), refusal(m_arguments).constData());
    }
};

QTEST_GUILESS_MAIN(TestAcme)
#include "tst_acme.moc"
