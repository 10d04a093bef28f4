// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/models/accountchanger.h"
#include "app/models/administration.h"
#include "app/models/blockedmodel.h"
#include "app/models/botsmodel.h"
#include "app/models/devicesmodel.h"
#include "app/models/passwordchanger.h"
#include "app/models/profileeditor.h"
#include "app/models/secondfactor.h"

#include <QQmlEngine>

namespace confab::client {
class Client;
}

namespace confab::models {

/// The signed-in user, with the password, the second factor, the devices and the bots of this user, and whom they
/// block. Thread: the window's. Owned by: Workspace.
class CurrentUser : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(double userId READ userId NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(QString email READ email NOTIFY changed FINAL)
    Q_PROPERTY(QString picture READ picture NOTIFY changed FINAL) ///< for PictureStore; empty: none
    Q_PROPERTY(QString status READ status NOTIFY changed FINAL)   ///< as a line; empty: none
    Q_PROPERTY(Presence presence READ presence NOTIFY changed FINAL)
    /// What others are told of the presence, in words.
    Q_PROPERTY(QString presenceText READ presenceText NOTIFY changed FINAL)
    Q_PROPERTY(confab::models::ProfileEditor* profile READ profile CONSTANT FINAL)
    Q_PROPERTY(confab::models::BotsModel* bots READ bots CONSTANT FINAL)
    Q_PROPERTY(confab::models::DevicesModel* devices READ devices CONSTANT FINAL)
    Q_PROPERTY(confab::models::BlockedModel* blocked READ blocked CONSTANT FINAL)
    Q_PROPERTY(confab::models::PasswordChanger* password READ password CONSTANT FINAL)
    Q_PROPERTY(confab::models::SecondFactor* secondFactor READ secondFactor CONSTANT FINAL)
    Q_PROPERTY(confab::models::AccountChanger* account READ account CONSTANT FINAL)
    Q_PROPERTY(bool administers READ administers NOTIFY changed FINAL) ///< the server
    Q_PROPERTY(confab::models::Administration* administration READ administration CONSTANT FINAL)

public:
    /// As the user wants to be seen.
    enum Presence { Online, Away, DoNotDisturb, Invisible };
    Q_ENUM(Presence)

    CurrentUser(client::Client& client, const Clock& clock);

    double userId() const { return double(m_session.user().id.value); }
    QString name() const;
    QString initials() const;
    QString email() const;
    QString picture() const { return m_session.user().picture.value_or(QString()); }
    QString status() const;
    Presence presence() const;
    QString presenceText() const;
    /// On all devices; failed() follows when the server does not take it.
    Q_INVOKABLE void choosePresence(Presence presence);
    Q_INVOKABLE void clearStatus();
    ProfileEditor* profile() { return &m_profile; }
    BotsModel* bots() { return &m_bots; }
    DevicesModel* devices() { return &m_devices; }
    BlockedModel* blocked() { return &m_blocked; }
    PasswordChanger* password() { return &m_password; }
    SecondFactor* secondFactor() { return &m_secondFactor; }
    AccountChanger* account() { return &m_account; }
    bool administers() const { return m_session.user().role == ServerRole::Admin; }
    Administration* administration() { return &m_administration; }

Q_SIGNALS:
    void changed();
    void failed(const confab::Error& error);

private:
    void presenceSet(const Status& answer, Presence presence);

    client::Session& m_session;
    client::Connection& m_connection;
    const client::UserDirectory& m_people;
    ProfileEditor m_profile;
    BotsModel m_bots;
    DevicesModel m_devices;
    BlockedModel m_blocked;
    PasswordChanger m_password;
    SecondFactor m_secondFactor;
    AccountChanger m_account;
    Administration m_administration;
    QString m_newEmail; // since the server was asked last
};

} // namespace confab::models
