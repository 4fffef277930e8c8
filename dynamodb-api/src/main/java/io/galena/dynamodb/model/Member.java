package io.galena.dynamodb.model;

/**
 * A member of a structure.
 *
 * @param pathName the name as the paths of error messages spell it
 */
record Member(String name, String pathName, Shape shape, boolean required) {
    Member(String name, Shape shape, boolean required) {
        this(name, Character.toLowerCase(name.charAt(0)) + name.substring(1), shape, required);
    }
}
