package io.camelpurse.model;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component that we know and the API does not send. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@JacksonAnnotationsInside
// Not @JsonIgnore: Jackson 2.19 reads an ignored component of a record, and the field of that name would be lost.
@JsonProperty(value = "-", access = JsonProperty.Access.WRITE_ONLY)
@interface NotInJson {}
