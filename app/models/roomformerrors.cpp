// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomformerrors.h"

#include "app/models/formatting.h"
#include "common/protocol/limits.h"
#include "common/protocol/roomlimits.h"

#include <QCoreApplication>
#include <QLocale>

namespace confab::models {

namespace {

struct RoomForm {
    Q_DECLARE_TR_FUNCTIONS(RoomForm)
};

QString capacityText() {
    return RoomForm::tr("Enter a number from 1 to %L1.").arg(limits::maxSeats);
}

} // namespace

bool RoomFormErrors::any() const {
    return !name.isEmpty() || !topic.isEmpty() || !password.isEmpty() || !capacity.isEmpty() || !other.isEmpty();
}

std::optional<int> RoomFormErrors::readCapacity(const QString& typed) {
    bool isNumber = false;
    const int seats = QLocale().toInt(typed, &isNumber);
    if (isNumber && seats >= 1 && seats <= limits::maxSeats)
        return seats;
    capacity = capacityText();
    return std::nullopt;
}

void RoomFormErrors::take(const Error& error) {
    const QString field = error.kind == ErrorKind::InputInvalid ? error.path.section(u'.', -1) : QString();
    if (field == QStringLiteral("name"))
        name = RoomForm::tr("Enter a name of at most %1 characters, some of them visible.").arg(limits::nameChars);
    else if (field == QStringLiteral("topic"))
        topic = RoomForm::tr("Use at most %L1 characters.").arg(limits::topicChars);
    else if (field == QStringLiteral("password"))
        password = RoomForm::tr("The server does not accept this password. Use %1 to %2 characters.")
                       .arg(QString::number(limits::roomPasswordMinChars), QLocale().toString(limits::passwordBytes));
    else if (field == QStringLiteral("capacity"))
        capacity = capacityText();
    else
        other = sentence(error);
}

} // namespace confab::models
