// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/fieldwriting.h"
#include "tests/support/workmeter.h"

#include "common/core/composition.h"
#include "common/protocol/emailaddress.h"
#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcclient.h"
#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"
#include "server/auth/tokens.h"
#include "server/chat/accounts.h"
#include "server/storage/sql/mentioncandidates.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace confab;

namespace {

/// Texts that may be slow for some function, by their parts.
struct Shape {
    const char* name;
    QString head;
    QString part;      ///< again and again
    QString tail = {}; ///< again and again behind as many of the first
};

QList<Shape> shapes() {
    const auto of = [](std::initializer_list<char32_t> points) {
        QString text;
        for (const char32_t c : points)
            text += QStringView(QChar::fromUcs4(c));
        return text;
    };
    return {
        {"ASCII", {}, of({'x'})},
        {"marks of two classes", of({'a'}), of({0x301}), of({0x316})},
        {"marks in turn", of({'a'}), of({0x301, 0x316})},
        {"short runs of marks", {}, of({'a', 0x301, 0x316, 0x345, 0x334})},
        {"runs of seventeen marks", {}, of({'a'}) + of({0x301, 0x316}).repeated(8) + of({0x334})},
        {"marks with a surrogate pair", of({'a'}), of({0x1D165, 0x1D16D})},
        {"what comes apart into two", of({'e', 0x301}), of({0xBCA})},
        {"what comes apart into three", of({'e', 0x301}), of({0x1F82})},
        {"what never composes", {}, of({0x1D15F})},
        {"exclusions", {}, of({0x958})},
        {"Hangul syllables", of({'e', 0x301}), of({0xAC01})},
        {"Hangul letters", {}, of({0x1112, 0x1161, 0x11AB})},
        {"Hangul vowels", of({0x1112}), of({0x1161})},
        {"Chinese", {}, of({0x4E2D})},
        {"compatible Chinese", {}, of({0x2F800})},
        {"emoji", {}, of({0x1F469, 0x200D, 0x1F680})},
        {"what is folded to more", {}, of({0x390})},
        {"capitals", {}, of({0x1E9E, 'A', 0x130})},
        {"signs", {}, of({'@'})},
        {"signs and letters", {}, of({'@', 'a'})},
        {"signs and spaces", {}, of({'@', ' '})},
        {"signs and lines", {}, of({'@', '\n'})},
        {"a sign before a long word", {}, of({'@'}) + QString(199, u'a')},
        {"returns", {}, of({'\r'})},
        {"returns and lines", {}, of({'\r', '\n', 0x301})},
        {"controls", {}, of({1, 0x85})},
        {"byte order marks", {}, of({0xFEFF})},
        {"invisible", {}, of({0x200B, 0x202E, 0xAD})},
        {"spaces", {}, of({0x3000})},
        {"high surrogates", {}, QString(QChar(0xD83D))},
        {"quotes", {}, of({'"', '\\', '/'})},
        {"dots", of({'a', '@'}), of({'a', '.'})},
    };
}

QString textOf(const Shape& shape, qsizetype units) {
    const qsizetype half = shape.tail.isEmpty() ? units : units / 2;
    QString text = shape.head + shape.part.repeated(half / shape.part.size() + 1);
    text.truncate(half);
    if (!shape.tail.isEmpty())
        text += shape.tail.repeated((units - half) / shape.tail.size() + 1);
    text.truncate(units);
    return text;
}

using TextWork = std::function<void(const QString&)>;
/// The functions that get a client's text, and the most UTF-16 units that they get.
struct Function {
    const char* name;
    qsizetype most;
    TextWork work;
};

template <class T>
void keep(const T& result) {
    asm volatile("" : : "g"(&result) : "memory");
}

QByteArray frameOf(const QString& text, Codec codec) {
    const MessageSend send{RoomId{1}, QStringLiteral("id"), text, {}};
    return jsonrpc::writeCall(1, send, codec);
}

/// The whole path of a message's text on the chat thread.
void takeBody(const QString& text) {
    const std::optional<QString> body = normalisedText(text, limits::messageBytes);
    keep(body ? hasVisibleCharacter(*body) : false);
}

QList<Function> functions() {
    static const AccessTokens tokens(QByteArray(32, 'k'), std::chrono::minutes(10));
    const auto decode = [](Codec codec) {
        return [codec, last = std::make_shared<std::pair<QString, QByteArray>>()](const QString& text) {
            if (last->first != text)
                *last = {text, frameOf(text, codec)};
            keep(jsonrpc::readCall(last->second, codec));
        };
    };
    constexpr qsizetype body = limits::messageBytes;
    return {
        {"a message's text", body, takeBody},
        {"composed", body, [](const QString& text) { keep(composed(text)); }},
        {"hasVisibleCharacter", body, [](const QString& text) { keep(hasVisibleCharacter(text)); }},
        {"previewOf", body, [](const QString& text) { keep(previewOf(text)); }},
        {"mentionCandidates", body, [](const QString& text) { keep(mentionCandidates(text)); }},
        {"toCaseFolded", body, [](const QString& text) { keep(text.toCaseFolded()); }},
        {"a frame of JSON", body, decode(Codec::Json)},
        {"a frame of CBOR", body, decode(Codec::Cbor)},
        {"an event of JSON", body, [](const QString& text) { keep(frameOf(text, Codec::Json)); }},
        {"an event of CBOR", body, [](const QString& text) { keep(frameOf(text, Codec::Cbor)); }},
        {"a topic", limits::topicChars, [](const QString& text) { keep(normalisedLine(text)); }},
        {"an account", limits::nameChars, [](const QString& text) { keep(checkedNewUser(text, text, {})); }},
        {"an e-mail address", limits::emailChars, [](const QString& text) { keep(isEmailAddress(text)); }},
        {"foldedEmail", limits::emailChars, [](const QString& text) { keep(foldedEmail(text)); }},
        {"a new password", limits::passwordBytes, [](const QString& text) { keep(checkedNewPassword({text})); }},
        {"a clientId", limits::clientIdChars, [](const QString& text) { keep(isPlainId(text)); }},
        {"an access token", 2000, [](const QString& text) { keep(tokens.verify({text}, {})); }},
        {"a refresh token", 200, [](const QString& text) { keep(refreshTokenHash({text})); }},
    };
}

} // namespace

/// The cost of a client's text: at most proportional to its length, whatever its contents.
class TestTextCost : public QObject {
    Q_OBJECT

private:
    /// The shortest time measured for either.
    struct Cost {
        qint64 part = std::numeric_limits<qint64>::max();
        qint64 whole = std::numeric_limits<qint64>::max();
        bool isProportional(bool exact) const;
    };
    Cost costOf(const TextWork& work, const QString& part, const QString& whole) const;

    test::WorkMeter m_meter;

private Q_SLOTS:
    void costGrowsWithTheLength_data() {
        QTest::addColumn<int>("index");
        const QList<Function> all = functions();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << i;
    }
    void costGrowsWithTheLength();
};

/// Four times the text may cost four times the work, and as much again for what is no more than measured badly; a
/// quadratic function takes sixteen times as much. What is under some thousand units takes too little to be told from
/// what a call costs at all, and is too short to matter. Time is no exact measure: caches and clock rates that other
/// programs change count for it, so only what takes a multiple of anything that they can do is too much there.
bool TestTextCost::Cost::isProportional(bool exact) const {
    constexpr qint64 noise = 20'000;      // instructions: a fiftieth of what 16 KiB may cost
    constexpr qint64 longNoise = 500'000; // ns
    return exact ? whole <= 8 * part + noise : whole <= 12 * part + longNoise;
}

/// Measured again for as long as it looks too much: what other programs do to the machine's caches passes, and a
/// function that grows faster than its text never gets better.
TestTextCost::Cost TestTextCost::costOf(const TextWork& work, const QString& part, const QString& whole) const {
    constexpr int mostRounds = 40;
    constexpr qint64 plainlyTooMuch = 20'000'000;
    Cost cost;
    const auto isWorthAnotherRound = [this, &cost] {
        return !cost.isProportional(m_meter.countsInstructions()) && cost.whole < plainlyTooMuch;
    };
    for (int round = 0; round < mostRounds && (round == 0 || isWorthAnotherRound()); ++round) {
        work(part); // tables are made
        cost.part = std::min(cost.part, m_meter.least([&] { work(part); }));
        work(whole);
        cost.whole = std::min(cost.whole, m_meter.least([&] { work(whole); }));
    }
    return cost;
}

void TestTextCost::costGrowsWithTheLength() {
    QFETCH(const int, index);
    const Function function = functions().at(index);
    qint64 worst = 0;
    const char* of = "";
    for (const Shape& shape : shapes()) {
        const Cost cost = costOf(function.work, textOf(shape, function.most / 4), textOf(shape, function.most));
        if (cost.whole > worst) {
            worst = cost.whole;
            of = shape.name;
        }
        QVERIFY2(
            cost.isProportional(m_meter.countsInstructions()),
            qPrintable(QStringLiteral("%1: %2 for a quarter, %3 for all")
                           .arg(QLatin1String(shape.name), QString::number(cost.part), QString::number(cost.whole))));
    }
    qInfo("%lld %s at the most, for %s", worst, m_meter.countsInstructions() ? "instructions" : "ns", of);
}

QTEST_APPLESS_MAIN(TestTextCost)
#include "tst_textcost.moc"
