// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/limitsettings.h"

#include <QRegularExpression>

namespace confab {

namespace {

constexpr int mostNumber = 1'000'000;
// A connection's bytes in a second, and a day's worth of anything else.
constexpr int mostRate = 1'000'000'000;
constexpr const char* rateExpected = "a rate such as 5/s, 10/h or 5/s:20 (20 at once), or off";
constexpr const char* numberExpected = "a number from 1 to 1000000, or off";

/// A bound that is a number; "off" is 0.
bool setBound(int& into, const QStringList& values) {
    bool isNumber = false;
    const int value = values.value(0).toInt(&isNumber);
    const bool isOff = values == QStringList{QStringLiteral("off")};
    into = isOff ? 0 : value;
    return isOff || (values.size() == 1 && isNumber && value >= 1 && value <= mostNumber);
}

bool setRate(Rate& into, const QStringList& values) {
    const std::optional<Rate> rate = parseRate(values.value(0));
    into = rate.value_or(into);
    return rate && values.size() == 1;
}

bool setLimits(Config& config, const QStringList& values) {
    const bool off = values == QStringList{QStringLiteral("off")};
    const Subnets proxies = config.limits.addresses.proxies;
    config.limits = off ? Limits::off() : Limits{};
    config.limits.addresses.proxies = proxies;
    config.files.requests = off ? Rate::unlimited() : FileLimits{}.requests;
    return off || values == QStringList{QStringLiteral("on")};
}

bool setProxies(Config& config, const QStringList& values) {
    Subnets proxies;
    for (const QString& value : values) {
        if (const auto subnet = parseSubnet(value))
            proxies.append(*subnet);
    }
    config.limits.addresses.proxies = proxies;
    return !values.isEmpty() && proxies.size() == values.size();
}

template <size_t index>
Setting familySetting() {
    const FamilyRow& row = familyRows()[index];
    return {row.setting, "RATE", row.help, rateExpected, false, false, [](Config& config, const QStringList& values) {
                Rate rate;
                const bool right = setRate(rate, values);
                config.limits.rates.set(familyRows()[index].family, rate);
                return right;
            }};
}

template <size_t... index>
QList<Setting> familySettings(std::index_sequence<index...>) {
    return {familySetting<index>()...};
}

} // namespace

Limits Limits::off() {
    Limits limits;
    limits.addresses = {};
    limits.sessions = {};
    limits.hashes = {};
    limits.rates = Rates::unlimited();
    limits.areOff = true;
    return limits;
}

std::optional<Rate> parseRate(const QString& text) {
    if (text == u"off")
        return Rate::unlimited();
    static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{0,9})/([smh])(?::([1-9][0-9]{0,9}))?\\z"));
    const QRegularExpressionMatch match = form.match(text);
    const qint64 times = match.captured(1).toLongLong();
    const qint64 burst = match.captured(3).isEmpty() ? times : match.captured(3).toLongLong();
    if (!match.hasMatch() || times > mostRate || burst > mostRate)
        return std::nullopt;
    const QString unit = match.captured(2);
    const int seconds = unit == u"s" ? 1 : unit == u"m" ? 60 : 3600;
    return Rate{double(times) / seconds, int(burst)};
}

QList<Setting> limitSettings() {
    QList<Setting> all{
        {"limits", "on|off", "off: only those limits that are set apply; for benchmarks and tests only", "on or off",
         false, false, setLimits},
        {"proxy", "ADDRESS", "address or subnet of a proxy: its X-Forwarded-For says whose address counts; repeatable",
         "an address or a subnet such as 10.0.0.0/24", true, false, setProxies},
        {"connections-per-address", "N", "connections at once from an address (IPv6: from a /64)", numberExpected,
         false, false,
         [](Config& config, const QStringList& values) {
             return setBound(config.limits.addresses.connections, values);
         }},
        {"newcomers-per-address", "N", "of these, connections that have not signed in yet", numberExpected, false,
         false,
         [](Config& config, const QStringList& values) {
             return setBound(config.limits.addresses.notSignedIn, values);
         }},
        {"accepts-per-address", "RATE", "new connections from an address", rateExpected, false, false,
         [](Config& config, const QStringList& values) { return setRate(config.limits.addresses.accepts, values); }},
        {"hashes-per-address", "N", "passwords from one address that wait to be checked", numberExpected, false, false,
         [](Config& config, const QStringList& values) { return setBound(config.limits.hashes.perAddress, values); }},
        {"hashes-per-person", "N", "room passwords from one person that wait to be checked", numberExpected, false,
         false,
         [](Config& config, const QStringList& values) { return setBound(config.limits.hashes.perPerson, values); }},
        {"hashes-per-account", "N", "passwords for one account that wait to be checked", numberExpected, false, false,
         [](Config& config, const QStringList& values) { return setBound(config.limits.hashes.perAccount, values); }},
        {"messages-before-sign-in", "N", "messages of 4 KiB on a connection before it signs in", numberExpected, false,
         false,
         [](Config& config, const QStringList& values) {
             return setBound(config.limits.sessions.messagesBeforeSignIn, values);
         }},
        {"frames-per-connection", "RATE", "messages on a connection after it has signed in", rateExpected, false, false,
         [](Config& config, const QStringList& values) { return setRate(config.limits.sessions.messages, values); }},
        {"rate-files", "RATE", "a person's requests about files", rateExpected, false, false,
         [](Config& config, const QStringList& values) { return setRate(config.files.requests, values); }},
        {"bytes-per-connection", "RATE", "bytes on a connection after it has signed in", rateExpected, false, false,
         [](Config& config, const QStringList& values) { return setRate(config.limits.sessions.bytes, values); }},
    };
    return all + familySettings(std::make_index_sequence<families>());
}

} // namespace confab
