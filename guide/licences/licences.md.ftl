# Licences of what comes along

zcached for Java is under the Apache License 2.0 ([LICENSE](../LICENSE)). This is what its modules bring to an application, by themselves or
through others, with the version of Spring Boot that they are built with. Optional libraries are not in it: those your application adds.
Where a library has two licences, the choice is yours.

| library | coordinates | licence |
|---|---|---|
<#list dependencyMap as e>
| ${e.getKey().name} | `${e.getKey().groupId}:${e.getKey().artifactId}` | <#list e.getValue() as licence>${licence}<#sep> or </#sep></#list> |
</#list>

None of our jars holds anything of others, except the stand-alone server: SLF4J (API and simple logger, MIT), with its licence.

The page is made from what the libraries say of themselves, by `.ci/release`, which fails if it is not the same any more, or if something
comes along under a licence that is not in it yet. With versions and checksums, `mvn -Psbom -DskipTests package` makes a bill of materials.
