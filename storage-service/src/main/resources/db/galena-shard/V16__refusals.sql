-- Ends a transaction whose statements were sent together, when one of them finds that the ones after it must not run.
CREATE FUNCTION refuse() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RAISE EXCEPTION 'Something is in the way' USING ERRCODE = 'GA001';
END
$$;
