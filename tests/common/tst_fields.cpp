// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/fieldreading.h"
#include "common/protocol/registry.h"
#include "tests/support/trees.h"

#include <QTest>

#include <cmath>

using namespace confab;

namespace {

struct Inner {
    UserId id;
    template <class Self = Inner>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id)};
    }
};

struct Probe {
    bool flag = false;
    int small = 0;
    qint64 big = 0;
    QString text;
    Secret secret;
    UtcTime at;
    RoomId room;
    Role role = Role::Member;
    QList<Inner> list;
    std::optional<int> maybe;
    template <class Self = Probe>
    static constexpr auto fields() {
        return std::tuple{field("flag", &Self::flag),
                          field("small", &Self::small, {1, 10}),
                          field("big", &Self::big),
                          field("text", &Self::text, {2, 4}),
                          field("secret", &Self::secret, {1, 9}),
                          field("at", &Self::at),
                          field("room", &Self::room),
                          field("role", &Self::role),
                          field("list", &Self::list, {0, 2}),
                          field("maybe", &Self::maybe, {5, 6})};
    }
};

QCborMap goodProbe() {
    Probe probe{true, 3, 4, QStringLiteral("text"), {QStringLiteral("s")}, {5}, {6}, Role::Owner, {{{7}}}, 5};
    return test::treeOf(probe);
}

} // namespace

/// The promises of fields(): valid values pass, all others are refused with the path.
class FieldsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void takes_data();
    void takes();
    void everyMemberIsRequiredButOptionals();
    void ignoresUnknownMembers();
    void boundsTheMembersOfAnObject();
    void keepsSecretsOutOfDebug();
    void eventPath();
};

void FieldsTest::refuses_data() {
    QTest::addColumn<QString>("member");
    QTest::addColumn<QCborValue>("value");
    QTest::addColumn<QString>("path");
    auto row = [](const char* name, const char* member, const QCborValue& value, const char* path = nullptr) {
        QTest::newRow(name) << QString::fromLatin1(member) << value
                            << QString::fromLatin1(path ? QByteArray(path) : QByteArray(QByteArray("p.") + member));
    };
    row("bool as number", "flag", 1);
    row("bool as text", "flag", QStringLiteral("true"));
    row("int as text", "small", QStringLiteral("3"));
    row("int as bool", "small", true);
    row("int 7.5", "small", 7.5);
    row("int too small", "small", 0);
    row("int too big", "small", 11);
    row("int NaN", "small", std::nan(""));
    row("int infinite", "big", HUGE_VAL);
    row("number below 0", "big", -1);
    row("number 2^53", "big", qint64(1) << 53);
    row("number 2^53 as double", "big", std::ldexp(1.0, 53));
    row("number 2^63-1", "big", std::numeric_limits<qint64>::max());
    row("number 1e300", "big", 1e300);
    row("text as number", "text", 12);
    row("text as list", "text", QCborArray());
    row("text too short", "text", QStringLiteral("a"));
    row("text too long", "text", QStringLiteral("abcde"));
    row("text as bytes", "text", QByteArray("abc"));
    row("secret too short", "secret", QString());
    row("secret as number", "secret", 1);
    row("time as number", "at", 5);
    row("time without zone", "at", QStringLiteral("2026-01-31T12:00:00.000"));
    row("time as date", "at", QStringLiteral("2026-01-31"));
    row("time of no day", "at", QStringLiteral("2026-02-30T12:00:00.000Z"));
    row("id 0", "room", 0);
    row("id negative", "room", -3);
    row("id 2^53", "room", qint64(1) << 53);
    row("id as text", "room", QStringLiteral("6"));
    row("enum unknown", "role", QStringLiteral("king"));
    row("enum empty", "role", QString());
    row("enum as number", "role", 0);
    row("list as object", "list", QCborMap());
    row("list too long", "list", QCborArray{QCborMap(), QCborMap(), QCborMap()});
    row("list item as number", "list", QCborArray{1}, "p.list[0]");
    row("list item's member", "list",
        QCborArray{QCborMap{{QStringLiteral("id"), 1}}, QCborMap{{QStringLiteral("id"), 0}}}, "p.list[1].id");
    row("optional out of bounds", "maybe", 7);
    row("optional of wrong type", "maybe", QStringLiteral("5"));
}

void FieldsTest::refuses() {
    QFETCH(QString, member);
    QFETCH(QCborValue, value);
    QFETCH(QString, path);
    QCborMap map = goodProbe();
    map.insert(member, value);
    const Result<Probe> probe = wire::decodeMap<Probe>(map, QStringLiteral("p"));
    QVERIFY(!probe);
    QCOMPARE(probe.error().kind, ErrorKind::InputInvalid);
    QCOMPARE(probe.error().path, path);
    QVERIFY(probe.error().message.startsWith(path));
}

void FieldsTest::takes_data() {
    QTest::addColumn<QString>("member");
    QTest::addColumn<QCborValue>("value");
    QTest::addColumn<QCborValue>("as");
    auto row = [](const char* name, const char* member, const QCborValue& value, const QCborValue& as) {
        QTest::newRow(name) << QString::fromLatin1(member) << value << as;
    };
    row("int least", "small", 1, 1);
    row("int most", "small", 10, 10);
    row("whole double", "small", 7.0, 7);
    row("2^53-1", "big", limits::maxId, limits::maxId);
    row("2^53-1 as double", "big", double(limits::maxId), limits::maxId);
    row("text least", "text", QStringLiteral("ab"), QStringLiteral("ab"));
    row("another zone", "at", QStringLiteral("2026-01-31T12:00:00+02:00"), QStringLiteral("2026-01-31T10:00:00.000Z"));
    row("empty list", "list", QCborArray(), QCborArray());
    row("optional null", "maybe", nullptr, QCborValue());
    row("optional undefined", "maybe", QCborValue(), QCborValue());
}

void FieldsTest::takes() {
    QFETCH(QString, member);
    QFETCH(QCborValue, value);
    QFETCH(QCborValue, as);
    QCborMap map = goodProbe();
    map.insert(member, value);
    const Result<Probe> probe = wire::decodeMap<Probe>(map, QStringLiteral("p"));
    QVERIFY2(probe, probe ? "" : qPrintable(probe.error().message));
    QCOMPARE(test::treeOf(*probe).value(member), as);
}

void FieldsTest::everyMemberIsRequiredButOptionals() {
    const QCborMap good = goodProbe();
    for (const QCborValue& key : good.keys()) {
        for (const bool asNull : {false, true}) {
            QCborMap map = good;
            if (asNull)
                map.insert(key, nullptr);
            else
                map.remove(key.toString());
            const Result<Probe> probe = wire::decodeMap<Probe>(map, QStringLiteral("p"));
            QCOMPARE(probe.has_value(), key.toString() == u"maybe");
            if (!probe)
                QCOMPARE(probe.error().path, QString(u"p." % key.toString()));
        }
    }
}

void FieldsTest::ignoresUnknownMembers() {
    QCborMap map = goodProbe();
    map.insert(QStringLiteral("later"), QCborArray{1, 2});
    map.insert(QStringLiteral("Flag"), 3);
    QCOMPARE(test::treeOf(*wire::decodeMap<Probe>(map, {})), goodProbe());
}

void FieldsTest::boundsTheMembersOfAnObject() {
    QCborMap map = goodProbe();
    for (int i = int(map.size()); i < limits::membersPerObject; ++i)
        map.insert(QString::number(i), i);
    QVERIFY(wire::decodeMap<Probe>(map, QStringLiteral("p")));
    map.insert(QStringLiteral("one more"), 0);
    const Result<Probe> probe = wire::decodeMap<Probe>(map, QStringLiteral("p"));
    QVERIFY(!probe);
    QCOMPARE(probe.error().path, QStringLiteral("p"));
}

void FieldsTest::keepsSecretsOutOfDebug() {
    QString shown;
    QDebug(&shown) << Secret{QStringLiteral("hunter2")};
    QVERIFY(!shown.contains(u"hunter"));
}

void FieldsTest::eventPath() {
    QCborMap data{{QStringLiteral("name"), QStringLiteral("Ana")}, {QStringLiteral("user"), 0}};
    QCborMap map{{QStringLiteral("room"), 1},
                 {QStringLiteral("seq"), 1},
                 {QStringLiteral("type"), QStringLiteral("member.joined")},
                 {QStringLiteral("by"), 1},
                 {QStringLiteral("at"), QStringLiteral("2026-01-31T12:00:00.000Z")},
                 {QStringLiteral("data"), data}};
    QCOMPARE(wire::decode<Event>(map, QStringLiteral("e")).error().path, QStringLiteral("e.data.user"));
    map.remove(QStringLiteral("data"));
    QCOMPARE(wire::decode<Event>(map, QStringLiteral("e")).error().kind, ErrorKind::InputInvalid);
    QVERIFY(!wire::decode<Event>(QCborValue(1), QStringLiteral("e")));
}

QTEST_APPLESS_MAIN(FieldsTest)
#include "tst_fields.moc"
