package io.galena.controlplane.trigger;

/** The kinds of errors: their names, HTTP status codes, and the member that has the message. */
enum LambdaErrorType {
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400, "message"),
    METHOD_NOT_ALLOWED("MethodNotAllowedException", 405, "message"),
    RESOURCE_CONFLICT("ResourceConflictException", 409, "message"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404, "Message"),
    SERIALIZATION("SerializationException", 400, "Message"),
    VALIDATION("ValidationException", 400, "message");

    private final String wireName;
    private final int status;
    private final String messageMember;

    LambdaErrorType(String wireName, int status, String messageMember) {
        this.wireName = wireName;
        this.status = status;
        this.messageMember = messageMember;
    }

    String wireName() {
        return wireName;
    }

    int status() {
        return status;
    }

    String messageMember() {
        return messageMember;
    }
}
