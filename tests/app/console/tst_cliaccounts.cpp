// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/totp.h"
#include "tests/app/console/clitest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace confab;
using namespace confab::test;

namespace {

QByteArray bytesOf(const QString& base32) {
    QByteArray bytes;
    quint32 bits = 0;
    int count = 0;
    for (const QChar c : base32) {
        bits = bits << 5 | quint32(c.isDigit() ? c.unicode() - u'2' + 26 : c.unicode() - u'A');
        count += 5;
        if (count >= 8)
            bytes.append(char(bits >> (count -= 8) & 0xff));
    }
    return bytes;
}

} // namespace

/// Accounts, invitations and administration by confab-cli.
class TestCliAccounts : public CliTest {
    Q_OBJECT

private Q_SLOTS:
    void administers() {
        const Person ben = newPerson(m_daemon, QStringLiteral("Ben"), Codec::Cbor);
        QVERIFY(ben);
        QVERIFY(cli(split("admin users")).code != 0); // she is no administrator yet
        const QStringList appoint =
            split("user admin") + QStringList{m_ana.email} + split("on --data") + QStringList{m_daemon.folder()};
        QCOMPARE(DaemonProcess::run(appoint).exitCode, 0);
        const Run users = cli(split("admin users --find") + QStringList{ben.email});
        QCOMPARE(users.errors, QString());
        QCOMPARE(users.lines().size(), 1);
        QVERIFY2(users.out.contains(QStringLiteral("\tBen\t")), qPrintable(users.out));
        QCOMPARE(cli(split("admin disable") + QStringList{ben.email}).code, 0);
        QVERIFY(cli(ben, split("rooms")).code != 0);
        QCOMPARE(cli(split("admin enable") + QStringList{ben.email}).code, 0);
        const Run link = cli(split("admin reset-password") + QStringList{ben.email});
        QVERIFY2(link.out.contains(QStringLiteral("/reset/")), qPrintable(link.out));
        QVERIFY(cli(split("admin invite")).out.contains(QStringLiteral("/invite/")));
        QVERIFY(cli(split("admin set retention 30")).out.contains(QStringLiteral("retention: 30")));
        QCOMPARE(cli(split("admin set registration perhaps")).code, 2);
        QVERIFY(cli(split("admin log")).out.contains(QStringLiteral("admin.setUser")));
        QVERIFY(cli(split("admin stats")).out.contains(QStringLiteral("users: ")));
    }

    void registersCreatesAndJoins() {
        Person eve;
        eve.email = QStringLiteral("eve@example.org");
        eve.password = Secret{QStringLiteral("a long password")};
        QCOMPARE(cli(eve, split("register --name Eve")).code, 0);
        QCOMPARE(cli(eve, split("register --name Eve")).code, 6);
        QProcess create;
        start(create, m_daemon.url(), eve, split("create Vault --room-password-fd 0"));
        create.write("open sesame\n");
        const Run created = finish(create);
        QCOMPARE(created.errors, QString());
        QCOMPARE(created.code, 0);
        QVERIFY(created.out.trimmed().toLongLong() > 0);
        const Run refused = cli(split("join Vault"));
        QCOMPARE(refused.code, 6);
        QVERIFY(refused.errors.contains(QLatin1String("--room-password-fd")));
        QCOMPARE(cli(split("join Vault --room-password-fd 0"), "open sesame\n").code, 0);
        QVERIFY(cli(split("rooms")).out.contains(QLatin1String("Vault (password)")));
        QVERIFY(cli(split("rooms --json --find vau")).out.contains(QLatin1String("\"name\":\"Vault\"")));
    }

    void endsSessionsAndChangesThePassword() {
        Person eve = newPerson(m_daemon, QStringLiteral("Eve"), Codec::Json);
        QVERIFY(eve);
        const Run list = cli(eve, split("sessions"));
        QCOMPARE(list.errors, QString());
        QCOMPARE(list.lines().size(), 2);
        QVERIFY2(list.out.contains(QStringLiteral(", 127.0.0.1, this run\n")), qPrintable(list.out));
        const Run json = cli(eve, split("sessions --json"));
        QString id;
        for (const QString& line : json.lines()) {
            const QJsonObject session = QJsonDocument::fromJson(line.toUtf8()).object();
            if (!session.value(QLatin1String("current")).toBool())
                id = QString::number(session.value(QLatin1String("id")).toInteger());
        }
        QCOMPARE(cli(split("sessions --end") + QStringList{id}).code, 6); // another's
        QVERIFY(eve->isOpen());
        QCOMPARE(cli(eve, split("sessions --end") + QStringList{id}).code, 0);
        QVERIFY(waitUntil([&] { return !eve->isOpen(); }));
        const Person there = againAs(m_daemon, eve, Codec::Cbor);
        QVERIFY(there);
        const Run changed = cli(eve, split("password --new-password-fd 0"), "a better password\n");
        QCOMPARE(changed.errors, QString());
        QCOMPARE(changed.code, 0);
        QVERIFY(waitUntil([&] { return !there->isOpen(); }));
        QCOMPARE(cli(eve, split("rooms")).code, 4);
        eve.password = Secret{QStringLiteral("a better password")};
        QCOMPARE(cli(eve, split("rooms")).code, 0);
        QCOMPARE(cli(eve, split("password --new-password-fd 0"), "short\n").code, 6);
    }

    void invitesPeople() {
        const Person ben = newPerson(m_daemon, QStringLiteral("Ben"), Codec::Json);
        QVERIFY(ben);
        const Room hidden = newRoom(m_ana, {QStringLiteral("Hidden"), {}, {}, {}, {}, Visibility::Private});
        QVERIFY(hidden.id);
        const Run made = cli(split("invite Hidden --for 12h --uses 2"));
        QCOMPARE(made.errors, QString());
        QCOMPARE(made.code, 0);
        const QString link = made.out.trimmed();
        QVERIFY2(link.startsWith(QStringLiteral("http://127.0.0.1:%1/invite/").arg(m_daemon.port())), qPrintable(link));
        const Run listed = cli(split("invites Hidden"));
        QVERIFY2(listed.out.startsWith(QString(link % u", by Ana, until ")), qPrintable(listed.out));
        QVERIFY(listed.out.contains(QStringLiteral("uses left: 2")));
        const Run joined = cli(ben, split("accept -"), link.toUtf8() + '\n');
        QCOMPARE(joined.errors, QString());
        QCOMPARE(joined.out.trimmed(), QString::number(hidden.id.value));
        QCOMPARE(cli({QStringLiteral("end-invite"), QStringLiteral("Hidden"), link}).code, 0);
        QCOMPARE(cli(split("invites Hidden --json")).out, QString());
        const Person eve = newPerson(m_daemon, QStringLiteral("Eve"), Codec::Json);
        QVERIFY(eve);
        QCOMPARE(cli(eve, {QStringLiteral("accept"), link}).code, 6);
        QCOMPARE(cli(eve, split("accept hello")).code, 2);
        QCOMPARE(cli(split("invite Hidden --for 7")).code, 2);
    }

    /// The key is printed before the code of it is asked for.
    void twoStepSignIn() {
        const Person finn = newPerson(m_daemon, QStringLiteral("Finn"), Codec::Cbor);
        QVERIFY(finn);
        QProcess process;
        start(process, m_daemon.url(), finn, split("--code-fd 0 second-factor on"));
        QString seen;
        QVERIFY(prints(process, seen, QStringLiteral("otpauth://")));
        const QString key = seen.section(u'\n', 0, 0).section(u' ', 1);
        const QByteArray secret = bytesOf(key);
        const auto code = [&](qint64 later) -> QByteArray {
            return totp::codeAt(secret, totp::stepAt(UtcTime::now()) + later).toUtf8() + '\n';
        };
        process.write(code(0));
        const Run on = finish(process);
        QCOMPARE(on.errors, QString());
        QCOMPARE(on.code, 0);
        const QStringList recovery = QString(seen + on.out).split(u'\n', Qt::SkipEmptyParts).mid(3);
        QCOMPARE(recovery.size(), 10);
        const QByteArray first = recovery[0].toUtf8() + '\n';
        QCOMPARE(cli(finn, split("--code-fd 0 rooms"), "000000\n").code, 4);
        QCOMPARE(cli(finn, split("--code-fd 0 rooms"), code(1)).code, 0);
        QCOMPARE(cli(finn, split("--code-fd 0 second-factor off"), first + first).code, 4); // it is used
        const Run off = cli(finn, split("--code-fd 0 second-factor off"),
                            recovery[1].toUtf8() + '\n' + recovery[2].toUtf8() + '\n');
        QCOMPARE(off.errors, QString());
        QCOMPARE(off.code, 0);
        QCOMPARE(cli(finn, split("rooms")).code, 0);
    }

    void changesTheAddressAndDeletesTheAccount() {
        Person gus = newPerson(m_daemon, QStringLiteral("Gus"), Codec::Cbor);
        QVERIFY(gus);
        QCOMPARE(cli(gus, {QStringLiteral("email"), m_ana.email}).code, 6);
        const QString next = QString(u"new-" % gus.email);
        QCOMPARE(cli(gus, {QStringLiteral("email"), next}).code, 0);
        QCOMPARE(cli(gus, split("rooms")).code, 4);
        gus.email = next;
        QCOMPARE(cli(gus, split("delete-account --yes")).code, 0);
        QCOMPARE(cli(gus, split("rooms")).code, 4);
    }
};

QTEST_GUILESS_MAIN(TestCliAccounts)
#include "tst_cliaccounts.moc"
