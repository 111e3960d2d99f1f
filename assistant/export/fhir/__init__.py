"""FHIR R4 (4.0.1) as plain JSON data: the document of a case, and the questions as Questionnaires. Imports domain and export only."""
