// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/openrpc.h"

#include "common/protocol/closecodes.h"
#include "common/protocol/fieldwriting.h"
#include "common/protocol/registry.h"

#include <QCborArray>

namespace confab {

namespace {

QString text(const char* latin1) {
    return QString::fromLatin1(latin1);
}

void put(QCborMap& map, const char* name, const QCborValue& value) {
    map.insert(text(name), value);
}

QCborMap ofType(const char* type) {
    QCborMap schema;
    put(schema, "type", text(type));
    return schema;
}

/// Structs inside others are written once, under a name; all others are written where they are used.
template <class T>
constexpr const char* schemaName = nullptr;
template <>
constexpr const char* schemaName<User> = "User";
template <>
constexpr const char* schemaName<Member> = "Member";
template <>
constexpr const char* schemaName<Message> = "Message";
template <>
constexpr const char* schemaName<Room> = "Room";
template <>
constexpr const char* schemaName<Event> = "Event";
template <>
constexpr const char* schemaName<File> = "File";
template <>
constexpr const char* schemaName<Reaction> = "Reaction";

QCborMap reference(const char* name) {
    QCborMap schema;
    put(schema, "$ref", QString(u"#/components/schemas/" % text(name)));
    return schema;
}

/// Writes the bounds that restrict the value.
void putBounds(QCborMap& schema, const Bounds& bounds, const char* least, const char* most) {
    if (bounds.least > 0)
        put(schema, least, bounds.least);
    if (bounds.most < limits::maxId)
        put(schema, most, bounds.most);
}

/// The JSON Schema of a type as the wire has it; the twin of wire::Converter.
template <class T>
struct Schema;

template <class T>
QCborMap schemaOf(Bounds bounds = {}) {
    if constexpr (schemaName<T> != nullptr)
        return reference(schemaName<T>);
    else
        return Schema<T>::make(bounds);
}

template <>
struct Schema<bool> {
    static QCborMap make(Bounds) { return ofType("boolean"); }
};

template <class T>
    requires std::is_same_v<T, int> || std::is_same_v<T, qint64>
struct Schema<T> {
    static QCborMap make(Bounds bounds) {
        QCborMap schema = ofType("integer");
        put(schema, "minimum", bounds.least);
        put(schema, "maximum",
            std::min<qint64>(bounds.most, std::min<qint64>(std::numeric_limits<T>::max(), limits::maxId)));
        return schema;
    }
};

template <>
struct Schema<QString> {
    static QCborMap make(Bounds bounds) {
        QCborMap schema = ofType("string");
        putBounds(schema, bounds, "minLength", "maxLength");
        return schema;
    }
};

template <>
struct Schema<Secret> {
    static QCborMap make(Bounds bounds) {
        QCborMap schema = Schema<QString>::make(bounds);
        put(schema, "format", text("password"));
        return schema;
    }
};

template <>
struct Schema<UtcTime> {
    static QCborMap make(Bounds) {
        QCborMap schema = ofType("string");
        put(schema, "format", text("date-time"));
        return schema;
    }
};

template <class Tag>
struct Schema<Id<Tag>> {
    static QCborMap make(Bounds) { return Schema<qint64>::make({1, limits::maxId}); }
};

template <class E>
    requires std::is_enum_v<E>
struct Schema<E> {
    static QCborMap make(Bounds) {
        QCborArray names;
        for (const auto& [value, name] : EnumNames<E>::names)
            names.append(text(name));
        QCborMap schema = ofType("string");
        put(schema, "enum", names);
        return schema;
    }
};

template <class T>
struct Schema<QList<T>> {
    static QCborMap make(Bounds bounds) {
        QCborMap schema = ofType("array");
        put(schema, "items", schemaOf<T>());
        putBounds(schema, bounds, "minItems", "maxItems");
        return schema;
    }
};

template <class T>
struct Schema<std::optional<T>> {
    static QCborMap make(Bounds bounds) { return schemaOf<T>(bounds); }
};

template <class T>
struct Schema<OrNull<T>> {
    static QCborMap make(Bounds bounds) {
        QCborMap schema;
        put(schema, "oneOf", QCborArray{schemaOf<T>(bounds), ofType("null")});
        return schema;
    }
};

template <Described S>
struct Schema<S> {
    static QCborMap make(Bounds) {
        QCborMap properties;
        QCborArray required;
        auto add = [&]<class M>(const Field<S, M>& field) {
            QCborMap schema = schemaOf<M>(field.bounds);
            if (field.nullWhenEmpty)
                schema = QCborMap{{text("oneOf"), QCborArray{schema, ofType("null")}}};
            properties.insert(wire::key(field.name), schema);
            if (field.nullWhenEmpty || !(wire::IsOptional<M>::value || field.mayLack))
                required.append(wire::key(field.name));
        };
        std::apply([&](const auto&... field) { (add(field), ...); }, S::fields());
        QCborMap schema = ofType("object");
        put(schema, "properties", properties);
        put(schema, "required", required);
        return schema;
    }
};

template <Verbatim S>
struct Schema<S> {
    static QCborMap make(Bounds) { return ofType("object"); }
};

template <>
struct Schema<Event> {
    static QCborMap make(Bounds) {
        struct Shape { // what Converter<Event> reads, with its data as any object
            RoomId room;
            Seq seq;
            QString type;
            UserId by;
            UtcTime at;
            static constexpr auto fields() {
                return std::tuple{field("room", &Shape::room), field("seq", &Shape::seq), field("type", &Shape::type),
                                  field("by", &Shape::by), field("at", &Shape::at)};
            }
        };
        QCborMap schema = Schema<Shape>::make({});
        QCborMap properties = schema.value(text("properties")).toMap();
        put(properties, "data", ofType("object"));
        put(schema, "properties", properties);
        QCborArray required = schema.value(text("required")).toArray();
        required.append(text("data"));
        put(schema, "required", required);
        return schema;
    }
};

template <class R>
QCborMap methodEntry() {
    QCborArray params;
    auto add = [&]<class M>(const Field<R, M>& field) {
        QCborMap param;
        put(param, "name", wire::key(field.name));
        put(param, "required", !wire::IsOptional<M>::value);
        put(param, "schema", schemaOf<M>(field.bounds));
        params.append(param);
    };
    std::apply([&](const auto&... field) { (add(field), ...); }, R::fields());
    QCborMap result;
    put(result, "name", text("result"));
    put(result, "schema", schemaOf<typename R::Answer>());
    QCborMap method;
    put(method, "name", wire::key(R::method));
    put(method, "paramStructure", text("by-name"));
    put(method, "params", params);
    put(method, "result", result);
    put(method, "x-beforeSignIn", R::access == Access::Anyone);
    return method;
}

template <class N>
QCborMap notificationEntry() {
    QCborMap entry;
    put(entry, "name", wire::key(N::method));
    if constexpr (std::is_same_v<N, RoomEventNotice>)
        put(entry, "params", schemaOf<Event>());
    else
        put(entry, "params", schemaOf<N>());
    put(entry, "ephemeral", N::ephemeral);
    return entry;
}

/// `make.operator()<T>()` of each alternative of the variant.
template <class V, class Make, size_t... I>
void forEachAlternative(Make make, std::index_sequence<I...>) {
    (make.template operator()<std::variant_alternative_t<I, V>>(), ...);
}
template <class V, class Make>
void forEachAlternative(Make make) {
    forEachAlternative<V>(make, std::make_index_sequence<std::variant_size_v<V>>());
}

QCborMap errors() {
    QCborMap all;
    for (const ErrorRow& row : errorRows()) {
        if (row.code == 0)
            continue; // local only
        QCborMap data;
        put(data, "kind", wire::key(row.name));
        QCborMap error;
        put(error, "code", row.code);
        put(error, "message", wire::key(row.text));
        put(error, "data", data);
        put(error, "x-retryable", row.retryable);
        all.insert(wire::key(row.name), error);
    }
    return all;
}

QCborMap components() {
    QCborMap schemas;
    put(schemas, "User", Schema<User>::make({}));
    put(schemas, "Member", Schema<Member>::make({}));
    put(schemas, "Message", Schema<Message>::make({}));
    put(schemas, "Room", Schema<Room>::make({}));
    put(schemas, "Event", Schema<Event>::make({}));
    put(schemas, "File", Schema<File>::make({}));
    put(schemas, "Reaction", Schema<Reaction>::make({}));
    QCborMap all;
    put(all, "schemas", schemas);
    put(all, "errors", errors());
    return all;
}

QCborMap eventTypes() {
    QCborMap types;
    forEachAlternative<EventData>([&types]<class E>() {
        if constexpr (!std::is_same_v<E, UnknownEvent>)
            types.insert(wire::key(E::type), schemaOf<E>());
    });
    return types;
}

QCborArray closeCodes() {
    QCborArray codes;
    for (const CloseCode code : allCloseCodes) {
        QCborMap entry;
        put(entry, "code", int(code));
        const bool isClientsFault = code == CloseCode::ProtocolError || code == CloseCode::NotUtf8;
        put(entry, "mayReconnect", mayReconnect(code) && !isClientsFault);
        codes.append(entry);
    }
    return codes;
}

} // namespace

QCborMap openRpcDocument() {
    QCborMap info;
    put(info, "title", text("Confab"));
    put(info, "version", text("1.0.0")); // of the protocol: confab.v1
    QCborArray methods;
    forEachAlternative<Request>([&methods]<class R>() { methods.append(methodEntry<R>()); });
    QCborArray notifications;
    forEachAlternative<Notification>([&notifications]<class N>() { notifications.append(notificationEntry<N>()); });
    QCborMap document;
    put(document, "openrpc", text("1.3.2"));
    put(document, "info", info);
    put(document, "methods", methods);
    put(document, "components", components());
    put(document, "x-notifications", notifications);
    put(document, "x-eventTypes", eventTypes());
    put(document, "x-closeCodes", closeCodes());
    return document;
}

} // namespace confab
