// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/rates.h"

namespace confab {

namespace {

constexpr double perHour(double times) {
    return times / 3600;
}

// A person's own figures: 5 messages a second, 1 join a second, 10 rooms an hour are the design's (reliability, 4). The
// others: the burst is what a client with some hundred rooms calls when it starts or reconnects, the rate several times
// that of a client in use. Per address: an office behind one address that connects at once in the morning.
constexpr std::array<FamilyRow, families> rows{{
    {Family::SignIns, true, {2, 30}, "rate-sign-ins", "sign-ins by password, for each address"},
    {Family::Registrations, true, {perHour(20), 20}, "rate-registrations", "new accounts, for each address"},
    {Family::Resumes, true, {20, 200}, "rate-resumes", "sign-ins by token, for each address"},
    {Family::Messages,
     false,
     {5, 20},
     "rate-messages",
     "messages, for each person; each 2,048 characters count as another one"},
    {Family::Reactions, false, {5, 40}, "rate-reactions", "reactions and pins, for each person"},
    {Family::Joins, false, {1, 20}, "rate-joins", "rooms to join, leave, change or delete, for each person"},
    {Family::Creations, false, {perHour(10), 10}, "rate-creations", "new rooms, for each person"},
    {Family::Enters, false, {10, 200}, "rate-enters", "rooms to enter or exit, for each person"},
    {Family::Typing, false, {5, 20}, "rate-typing", "typing notifications, for each person"},
    {Family::Marks, false, {10, 200}, "rate-marks", "read marks and drafts, for each person"},
    {Family::Pages, false, {20, 200}, "rate-pages", "pages of messages or events, for each person"},
    {Family::Lists, false, {5, 100}, "rate-lists", "lists of rooms, members and people, for each person"},
    {Family::Finds, false, {2, 20}, "rate-finds", "searches for rooms, people and messages, for each person"},
}};

} // namespace

std::span<const FamilyRow, families> familyRows() {
    return rows;
}

const FamilyRow& familyRow(Family family) {
    return rows[size_t(family)];
}

Rates::Rates() {
    for (const FamilyRow& row : rows)
        set(row.family, row.rate);
}

Rates Rates::unlimited() {
    Rates rates;
    rates.m_rates.fill(Rate::unlimited());
    return rates;
}

} // namespace confab
