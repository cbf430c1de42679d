# `make` alone prints this table of contents. PORT=4567 chooses another port for the targets that use LocalStack.
PORT ?= 4566
tools = "$$(local/venv tools)/bin
with_java = JAVA_HOME="$$(local/find-java)" && export JAVA_HOME &&
export SAM_CLI_TELEMETRY := 0
jacoco = org.jacoco:jacoco-maven-plugin:0.8.15

.PHONY: help demo cli bench up down test unit fuzz differential agreement runbooks mutation lint lint-templates lint-java format sbom advisories nag check check-templates check-java reproducible build deploy reports acceptance acceptance-local second-opinion weather drawings release upgrade organisation cdk

help:     ## Print this table of contents
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# The command line, anew where something of it has changed.
cli/target/ica-connect: cli/pom.xml functions/connector/pom.xml $(shell find cli/src/main functions/connector/src/main -type f)
	$(with_java) mvn -q -B --no-transfer-progress -pl functions/connector,cli package -DskipTests

# Whatever built the command line, a test run too: its cache is older then, and would be passed over.
cli/target/ica-connect.aot: cli/target/ica-connect
	$(with_java) cli/make-cache

demo: cli/target/ica-connect.aot  ## Connect a bucket of other people on LocalStack, prove it, and give it back unchanged
	@local/demo/run --port $(PORT)

cli: cli/target/ica-connect.aot  ## Build the command line: cli/target/ica-connect, and for machines without Java ica-connect-linux.tar.gz
	$(with_java) cli/make-image
	@ls -l cli/target/ica-connect cli/target/ica-connect.aot cli/target/ica-connect-linux.tar.gz

bench: cli/target/ica-connect.aot  ## Measure process starts, a warm connect, calls, sizes and fleets on LocalStack
	@local/bench/run --port $(PORT)
	@$(with_java) mvn -q -B verify -Dtest=JudgementSpeed -Dsurefire.failIfNoSpecifiedTests=false

up:       ## Start LocalStack (no Docker), deploy the application there, print its outputs
	@local/up --port $(PORT)
	@local/deploy --port $(PORT)

down:     ## End that LocalStack
	@local/down --port $(PORT)

test:     ## Run every test
	local/test-all

unit:     ## Run the quick tests, which need no emulator, and print how much of the code they reach
	$(with_java) mvn -q -B --no-transfer-progress -pl functions/connector,cli -Dproperties.tries=100 -DexcludedGroups=thorough $(jacoco):prepare-agent test $(jacoco):report
	@awk -F, '$$1 != "GROUP" { for (i = 4; i <= 9; i++) n[i] += $$i } END { printf "Reached: %.1f %% of lines, %.1f %% of branches\n", \
	  100 * n[9] / (n[8] + n[9]), 100 * n[7] / (n[6] + n[7]) }' functions/connector/target/site/jacoco/jacoco.csv cli/target/site/jacoco/jacoco.csv

fuzz:     ## Send a million hostile requests, events and policies to their readers
	$(with_java) mvn -q -B verify -pl functions/connector -Dtest='Hostile*Properties' -Dfuzz.tries=1000000 -DargLine=-Xmx256m

differential:  ## Judge 100,000 generated policies beside an independent simulator of IAM; SEED=n chooses others
	$(with_java) mvn -q -B verify -Dtest='DifferentialTest' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Ddifferential.cases=100000 -Ddifferential.seed=$${SEED:-14}

agreement: ## Ask `check` and the functions deployed on LocalStack about every policy and rule that the tests know, and compare
	$(with_java) mvn -q -B verify -Dtest=CheckAgreesWithStackTest -Dsurefire.failIfNoSpecifiedTests=false -Dagreement.every=1

runbooks: ## Play docs/operations.md on LocalStack: make, upgrade, refuse to delete, disconnect all, delete
	$(with_java) mvn -q -B verify -Dtest=Runbooks -Dsurefire.failIfNoSpecifiedTests=false

organisation:  ## Connect 200 buckets of four accounts through a hub on LocalStack, and give them back
	$(with_java) mvn -q -B verify -Dtest=WholeOrganisation -Dsurefire.failIfNoSpecifiedTests=false

cdk:      ## Test the construct of the AWS CDK, and build it
	$(with_java) mvn -q -B --no-transfer-progress -f cdk spotless:check package

upgrade:  ## Deploy 0.1.0 on LocalStack, upgrade it to the release of this commit, and use every verb
	local/release/build .local/release > /dev/null
	$(with_java) mvn -q -B verify -Dtest=Upgrade -Dsurefire.failIfNoSpecifiedTests=false

mutation: ## Change the policies' code in thousands of ways, and fail if the tests notice less than 95 %
	$(with_java) mvn -B --no-transfer-progress -pl functions/connector test-compile org.pitest:pitest-maven:mutationCoverage

lint: lint-templates lint-java  ## Check the templates, the workflows and the code

lint-templates:
	$(tools)/cfn-lint" template.yaml examples/*.yaml organisation/*.yaml
	$(tools)/sam" validate --lint
	"$$(local/venv checkov)/bin/checkov" --config-file .checkov.yaml -f template.yaml organisation/*.yaml
	local/terraform-check
	local/asl-validate statemachine/*.asl.json
	local/asl-format --check statemachine/*.asl.json
	local/asl-draw --check statemachine/*.asl.json

lint-java:
	$(with_java) mvn -q -B -pl functions/connector,cli,functions/system-tests spotless:check
	$(with_java) mvn -B --no-transfer-progress -pl functions/connector -Perrorprone compile -Dbuild.folder=target/errorprone

format:   ## Format the Java code and the workflows
	local/asl-format statemachine/*.asl.json
	$(with_java) mvn -q -B -pl functions/connector,cli,functions/system-tests spotless:apply

drawings: ## Draw the workflows into docs/workflows from their definitions
	local/asl-draw statemachine/*.asl.json

reports:  ## Write docs/known-reports.md from the reports that are played
	$(with_java) mvn -q -B verify -pl functions/connector,cli,functions/system-tests -Dtest=KnownReportsContractTest -Dsurefire.failIfNoSpecifiedTests=false -Dreports.write=true

sbom:     ## List what ships, with licences (CycloneDX), and fail on a licence that may not
	$(with_java) mvn -q -B -pl functions/connector org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom \
	  -DincludeTestScope=false -DoutputFormat=json -Dcyclonedx.skipAttach=true
	local/check-licences functions/connector/target/bom.json
	$(with_java) mvn -q -B -pl functions/connector,cli package -DskipTests org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom \
	  -DincludeTestScope=false -DoutputFormat=json -Dcyclonedx.skipAttach=true
	local/check-licences cli/target/bom.json

advisories: sbom  ## Compare what ships with published advisories
	local/advisories functions/connector/target/bom.json
	local/advisories cli/target/bom.json

nag:      ## Hold public rule packs for AWS and HIPAA against the templates
	local/nag-check

# Two sides that may run beside each other (--jobs=2). Those that download for Maven never do: its repository has no locks.
check: check-templates check-java  ## Lint, licences, advisories, rule packs, a reproducible release

check-templates:
	$(MAKE) --jobs=1 lint-templates nag

check-java:
	$(MAKE) --jobs=1 lint-java advisories reproducible

reproducible:  ## Build the release twice and compare
	$(with_java) local/reproducible

release:  ## Build the release of the commit that is checked out into dist/
	local/release/build

build:    ## Build the functions
	$(with_java) MAVEN_OPTS="$$MAVEN_OPTS -DskipTests=true" $(tools)/sam" build

acceptance:  ## Try everything once in a real account: ACCOUNT=111122223333 REGION=us-east-1 PROFILE=name MINUTES=90
	local/acceptance/run --account $(ACCOUNT) --region $(REGION) $(if $(PROFILE),--profile $(PROFILE)) $(if $(MINUTES),--minutes $(MINUTES))

acceptance-local:  ## The same run on LocalStack
	@local/up --port $(PORT)
	local/acceptance/run --account 000000000000 --region us-east-1 --endpoint http://127.0.0.1:$(PORT)

second-opinion:  ## The same run and more on MiniStack, a second emulator; SECOND_OPINION=--auth has it enforce IAM
	local/second_opinion/run $(SECOND_OPINION)

weather:  ## Connect, rotate and disconnect in 200 kinds of AWS's weather, on LocalStack
	@local/up --port $(PORT)
	local/weather/run --port $(PORT)

deploy: build  ## Deploy to AWS, with your own credentials
	@local/check-sam $(tools)/sam"
	$(tools)/sam" deploy
